package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetVersions;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * States what follows from the record of a run: its attempts, what it is part of, what it used,
 * which versions it made, and what these were derived from.
 */
public final class RunFacts {

    /** The rule by which all outputs of a run are derived from all its inputs. */
    public static final String INPUTS_TO_OUTPUTS = "run-inputs-to-outputs";

    /** State of the edge from a dataset to a run that has not, or not well, ended. */
    public static final String STATE = "state";

    /**
     * Most pairs of input and output that are stated for one run. Beyond, each output leads to each
     * input by way of the run, which the run's attribute says.
     */
    private static final int PAIRS_MAX = 10_000;

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final RunRecord record;
    private final Urn run;
    private final List<Attempt> attempts;
    private final FactSet facts;

    private RunFacts(RunRecord record) {
        this.record = record;
        this.run = OpenLineageUrns.run(record.runId());
        this.attempts = record.marks().attempts();
        this.facts = new FactSet(Producers.asserter(record.producer()));
    }

    /** Returns all that follows from a record; nothing from one that saw no event. */
    static FactSet of(RunRecord record) {
        RunFacts all = new RunFacts(record);
        if (!record.jobs().isEmpty()) {
            all.states();
            all.containers();
            all.uses();
            all.outputs();
        }
        return all.facts;
    }

    /** Returns the versions of a dataset that a run made, by the record; none while it has not. */
    static Set<Urn> versions(RunRecord record, Urn dataset) {
        OutputMade made = record.outputs().get(dataset.toString());
        Set<Urn> versions = new TreeSet<>();
        if (made != null) {
            RunFacts all = new RunFacts(record);
            for (Attempt attempt : all.attempts) {
                if (all.isTold(made.told(), attempt)) {
                    versions.addAll(all.made(dataset, made, attempt).keySet());
                }
            }
        }
        return versions;
    }

    private void states() {
        int number = 0;
        for (Attempt attempt : attempts) {
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
        long start = attempts.getFirst().startMillis();
        for (String job : record.jobs()) {
            Urn jobUrn = urn(job);
            facts.edge(run, EdgeKind.PART_OF, jobUrn, Assertion.OBSERVED, start, Map.of());
            facts.attribute(run, Attributes.NAME, jobUrn.last(), start);
        }
        for (Parent parent : record.parents()) {
            Urn parentRun = OpenLineageUrns.run(parent.runId());
            Urn parentJob = OpenLineageUrns.job(parent.namespace(), parent.name());
            facts.edge(run, EdgeKind.PART_OF, parentRun, Assertion.OBSERVED, start, Map.of());
            facts.shared(parentRun, EdgeKind.PART_OF, parentJob, start);
            for (String job : record.jobs()) {
                if (!urn(job).equals(parentJob)) {
                    facts.shared(urn(job), EdgeKind.PART_OF, parentJob, start);
                }
            }
        }
    }

    private void uses() {
        record.inputs()
                .forEach(
                        (text, use) -> {
                            Urn dataset = urn(text);
                            Urn used = used(dataset, use);
                            for (Attempt attempt : attempts) {
                                if (isTold(use.told(), attempt)) {
                                    use(used, attempt.startMillis(), Map.of());
                                }
                            }
                            if (!use.part().attributes().isEmpty()) {
                                use(used, use.part().millis(), use.part().attributes());
                            }
                            if (!used.equals(dataset)) {
                                facts.shared(
                                        used,
                                        EdgeKind.VERSION_OF,
                                        dataset,
                                        use.told().firstMillis());
                            }
                        });
    }

    private void use(Urn used, long millis, Map<String, Object> part) {
        facts.edge(run, EdgeKind.USED, used, Assertion.OBSERVED, millis, part);
    }

    private static Urn used(Urn dataset, InputUse use) {
        return use.version() == null ? dataset : DatasetVersions.byProducer(dataset, use.version());
    }

    /** Says whether something was told in, or before and after, an attempt. */
    private boolean isTold(Span told, Attempt attempt) {
        int index = attempts.indexOf(attempt);
        return index >= attemptAt(told.firstMillis()) && index <= attemptAt(told.lastMillis());
    }

    private int attemptAt(long millis) {
        int at = 0;
        for (int i = 1; i < attempts.size(); i++) {
            if (attempts.get(i).startMillis() <= millis) {
                at = i;
            }
        }
        return at;
    }

    private void outputs() {
        Map<Urn, Set<Urn>> made = new LinkedHashMap<>();
        record.outputs()
                .forEach(
                        (text, output) -> {
                            Urn dataset = urn(text);
                            for (Attempt attempt : attempts) {
                                if (isTold(output.told(), attempt)) {
                                    Map<Urn, Long> versions = made(dataset, output, attempt);
                                    hang(dataset, output, attempt, versions.isEmpty());
                                    versions.forEach(
                                            (version, at) -> version(dataset, version, at, output));
                                    made.computeIfAbsent(dataset, d -> new TreeSet<>())
                                            .addAll(versions.keySet());
                                }
                            }
                        });
        derivations(made);
    }

    /** Returns the versions that an attempt made of a dataset, each with the time it was done. */
    private Map<Urn, Long> made(Urn dataset, OutputMade output, Attempt attempt) {
        Map<Urn, Long> versions = new LinkedHashMap<>();
        boolean done = attempt.state() == Attempt.State.COMPLETE;
        boolean flows = record.streaming() && !attempt.state().isFailure();
        if ((!done && !flows) || output.change().equals("DROP")) {
            return versions;
        }
        Long end = attempt.endMillis();
        output.versions()
                .forEach(
                        (id, told) ->
                                versions.put(
                                        DatasetVersions.byProducer(dataset, id),
                                        flows || end == null ? told : end));
        if (versions.isEmpty() && !output.goesOn() && output.startVersion() != null) {
            versions.put(
                    DatasetVersions.byProducer(dataset, output.startVersion()),
                    end == null ? output.told().firstMillis() : end);
        }
        if (versions.isEmpty() && output.mayHaveChanged()) {
            versions.put(
                    DatasetVersions.byRun(dataset, record.runId()),
                    flows || end == null ? output.told().firstMillis() : end);
        }
        return versions;
    }

    /** Until there is a version, and where none comes of it, the output hangs on the dataset. */
    private void hang(Urn dataset, OutputMade output, Attempt attempt, boolean unversioned) {
        long start = attempt.startMillis();
        Long end = attempt.endMillis();
        String underway = Attempt.State.RUNNING.wireName();
        if (end == null) {
            if (unversioned) {
                hang(dataset, output, attempt.state().wireName(), start);
            }
        } else if (attempt.state().isFailure()) {
            hang(dataset, output, underway, attempt.startMillis());
            hang(dataset, output, attempt.state().wireName(), Math.max(start, end));
        } else if (start < end) {
            hang(dataset, output, underway, start);
            if (attempt == attempts.getLast()) {
                facts.until(dataset, EdgeKind.GENERATED_BY, run, end);
            }
        }
    }

    private void hang(Urn dataset, OutputMade output, String state, long millis) {
        Map<String, Object> attributes = new LinkedHashMap<>(output.part().attributes());
        attributes.put(STATE, state);
        facts.edge(
                dataset,
                EdgeKind.GENERATED_BY,
                run,
                Assertion.OBSERVED,
                millis,
                Map.copyOf(attributes));
    }

    private void version(Urn dataset, Urn version, long millis, OutputMade output) {
        facts.edge(
                version,
                EdgeKind.GENERATED_BY,
                run,
                Assertion.OBSERVED,
                millis,
                output.part().attributes());
        if (version.equals(DatasetVersions.byRun(dataset, record.runId()))) {
            facts.edge(version, EdgeKind.VERSION_OF, dataset, Assertion.OBSERVED, millis, Map.of());
        } else {
            facts.shared(version, EdgeKind.VERSION_OF, dataset, millis);
        }
    }

    private void derivations(Map<Urn, Set<Urn>> made) {
        if (record.explicit()) {
            for (String pair : record.pairs()) {
                int space = pair.indexOf(' ');
                Urn output = urn(pair.substring(0, space));
                Urn input = urn(pair.substring(space + 1));
                for (Urn effect : made.getOrDefault(output, Set.of())) {
                    derived(effect, cause(input));
                }
            }
            return;
        }
        List<Urn> unexplained = new ArrayList<>();
        record.outputs()
                .forEach(
                        (text, output) -> {
                            Set<Urn> versions = made.getOrDefault(urn(text), Set.of());
                            for (String source : output.sources()) {
                                versions.forEach(version -> derived(version, cause(urn(source))));
                            }
                            if (output.sources().isEmpty()) {
                                unexplained.addAll(versions);
                            }
                        });
        infer(unexplained);
    }

    /** Returns the version that the run used of a dataset, or the dataset where it told none. */
    private Urn cause(Urn dataset) {
        InputUse use = record.inputs().get(dataset.toString());
        return use == null ? dataset : used(dataset, use);
    }

    private void derived(Urn effect, Urn cause) {
        if (!effect.equals(cause)) {
            facts.edge(effect, EdgeKind.DERIVED_FROM, cause, Assertion.OBSERVED, ended(), Map.of());
        }
    }

    private long ended() {
        Long end = attempts.getLast().endMillis();
        return end == null ? record.marks().firstMillis() : end;
    }

    private void infer(List<Urn> versions) {
        int inputs = record.inputs().size();
        if ((long) versions.size() * inputs > PAIRS_MAX) {
            facts.attribute(
                    run,
                    "derivations",
                    "%d outputs and %d inputs are joined by the run alone"
                            .formatted(versions.size(), inputs),
                    ended());
            return;
        }
        Inference inference = new Inference(INPUTS_TO_OUTPUTS, List.of("run=" + record.runId()));
        for (Urn version : versions) {
            record.inputs()
                    .forEach(
                            (text, use) -> {
                                Urn cause = used(urn(text), use);
                                boolean isSelf = cause.equals(urn(text)) && isOf(version, cause);
                                if (!cause.equals(version) && !isSelf) {
                                    facts.inferred(
                                            version,
                                            EdgeKind.DERIVED_FROM,
                                            cause,
                                            ended(),
                                            inference);
                                }
                            });
        }
    }

    /** Says whether a version is one of a dataset: a table that was read and written. */
    private static boolean isOf(Urn version, Urn dataset) {
        return version.kind() == NodeKind.DATASET_VERSION
                && version.segments()
                        .subList(0, version.segments().size() - 1)
                        .equals(dataset.segments());
    }

    private static Urn urn(String text) {
        return Urn.parse(text).orElseThrow();
    }
}
