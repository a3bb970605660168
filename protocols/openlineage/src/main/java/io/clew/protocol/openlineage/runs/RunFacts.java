package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetVersions;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * States what follows from the record of a run: its attempts, what it is part of, what it used,
 * which versions it made, and what these were derived from.
 */
final class RunFacts {

    /** Says of a use that no event lists the input: it follows from what was derived from it. */
    private static final Map<String, Object> TOLD_BY_LINEAGE = Map.of("told-by", "lineage");

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final RunRecord record;
    private final Urn run;
    private final Timeline timeline;
    private final FactSet facts;

    private RunFacts(RunRecord record, Urn run, Timeline timeline) {
        this.record = record;
        this.run = run;
        this.timeline = timeline;
        this.facts = new FactSet(Producers.asserter(record.producer()));
    }

    /** Returns all that follows from a record; nothing from one that saw no event. */
    static FactSet of(RunRecord record, Urn run, MadeVersions versions) {
        RunFacts all = new RunFacts(record, run, versions.timeline());
        if (!record.jobs().isEmpty()) {
            all.states();
            all.containers();
            all.uses();
            OutputFacts.state(record, run, versions, all.facts);
        }
        return all.facts;
    }

    private void states() {
        int number = 0;
        for (Attempt attempt : timeline.attempts()) {
            number++;
            long start = attempt.startMillis();
            facts.attribute(run, Attributes.ATTEMPT, (long) number, start);
            facts.attribute(run, Attributes.STARTED, text(start), start);
            Long end = attempt.endMillis();
            if (end == null) {
                facts.attribute(run, Attributes.STATUS, attempt.state().wireName(), start);
            } else {
                facts.attribute(run, Attributes.STATUS, Attempt.State.RUNNING.wireName(), start);
                facts.attribute(run, Attributes.STATUS, attempt.state().wireName(), end);
            }
            if (number > 1) {
                facts.attribute(run, Attributes.ENDED, null, start);
            }
            if (end != null) {
                facts.attribute(run, Attributes.ENDED, text(end), end);
            }
        }
    }

    /** Instants as texts have milliseconds always, as the read API promises. */
    private static String text(long millis) {
        return MILLIS.format(Instant.ofEpochMilli(millis));
    }

    private void containers() {
        long start = timeline.first().startMillis();
        for (Urn job : record.jobs()) {
            facts.edge(run, EdgeKind.PART_OF, job, Assertion.OBSERVED, start, Map.of());
            facts.attribute(run, Attributes.NAME, job.last(), start);
        }
        for (Parent parent : record.parents()) {
            Urn parentJob = parent.job();
            facts.edge(run, EdgeKind.PART_OF, parent.run(), Assertion.OBSERVED, start, Map.of());
            facts.shared(parent.run(), EdgeKind.PART_OF, parentJob, start);
            for (Urn job : record.jobs()) {
                if (!job.equals(parentJob)) {
                    facts.shared(job, EdgeKind.PART_OF, parentJob, start);
                }
            }
        }
    }

    private void uses() {
        record.inputs().forEach(this::use);
        sources()
                .forEach(
                        (source, told) -> {
                            for (Attempt attempt : timeline.of(told)) {
                                use(source, attempt.startMillis(), TOLD_BY_LINEAGE);
                            }
                        });
    }

    private void use(Urn dataset, InputUse use) {
        Urn used = used(dataset, use);
        for (Attempt attempt : timeline.of(use.told())) {
            use(used, attempt.startMillis(), Map.of());
        }
        if (!use.part().attributes().isEmpty()) {
            use(used, use.part().millis(), use.part().attributes());
        }
        if (!used.equals(dataset)) {
            facts.shared(used, EdgeKind.VERSION_OF, dataset, use.told().firstMillis());
        }
    }

    /**
     * Returns what outputs were derived from though no event lists it as an input: dbt tells seeds
     * so. What the run wrote itself is left out.
     */
    private Map<Urn, Span> sources() {
        Map<Urn, Span> sources = new LinkedHashMap<>();
        record.outputs()
                .forEach(
                        (dataset, output) -> {
                            for (Urn source : output.sources()) {
                                addSource(sources, source, output.told());
                            }
                            String start = dataset + " ";
                            for (String pair : record.pairs()) {
                                if (pair.startsWith(start)) {
                                    Urn source = urn(pair.substring(start.length()));
                                    addSource(sources, source, output.told());
                                }
                            }
                        });
        return sources;
    }

    private void addSource(Map<Urn, Span> sources, Urn source, Span told) {
        if (!record.inputs().containsKey(source) && !record.outputs().containsKey(source)) {
            sources.merge(
                    source,
                    told,
                    (one, other) -> one.and(other.firstMillis()).and(other.lastMillis()));
        }
    }

    private void use(Urn used, long millis, Map<String, Object> part) {
        facts.edge(run, EdgeKind.USED, used, Assertion.OBSERVED, millis, part);
    }

    /** Returns the version that a run used of a dataset, or the dataset where it told none. */
    static Urn used(Urn dataset, InputUse use) {
        return use.version() == null ? dataset : DatasetVersions.byProducer(dataset, use.version());
    }

    static Urn urn(String text) {
        return Urn.parse(text).orElseThrow();
    }
}
