package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetVersions;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** States which versions a run made of its outputs, and what these were derived from. */
final class OutputFacts {

    /** The rule by which all outputs of a run are derived from all its inputs. */
    private static final String INPUTS_TO_OUTPUTS = "run-inputs-to-outputs";

    /** State of the edge from a dataset to a run that has not, or not well, ended. */
    private static final String STATE = "state";

    /** Attribute of a run whose outputs and inputs are too many to be joined one by one. */
    private static final String DERIVATIONS = "derivations";

    /**
     * Most pairs of input and output that are stated for one run. Beyond, each output leads to each
     * input by way of the run, which the run's attribute says.
     */
    private static final int PAIRS_MAX = 10_000;

    private final RunRecord record;
    private final Urn run;
    private final MadeVersions versions;
    private final Timeline timeline;
    private final FactSet facts;

    private OutputFacts(RunRecord record, Urn run, MadeVersions versions, FactSet facts) {
        this.record = record;
        this.run = run;
        this.versions = versions;
        this.timeline = versions.timeline();
        this.facts = facts;
    }

    static void state(RunRecord record, Urn run, MadeVersions versions, FactSet facts) {
        new OutputFacts(record, run, versions, facts).outputs();
    }

    private void outputs() {
        Map<Urn, Set<Urn>> made = new LinkedHashMap<>();
        record.outputs()
                .forEach(
                        (dataset, output) -> {
                            for (Attempt attempt : timeline.of(output.told())) {
                                Map<Urn, Long> each = versions.of(dataset, output, attempt);
                                hang(dataset, output, attempt, each.isEmpty());
                                each.forEach(
                                        (version, at) -> version(dataset, version, at, output));
                                made.computeIfAbsent(dataset, d -> new TreeSet<>())
                                        .addAll(each.keySet());
                            }
                        });
        derivations(made);
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
            // As the start said it: figures that came with the end are those of the version.
            facts.edge(
                    dataset,
                    EdgeKind.GENERATED_BY,
                    run,
                    Assertion.OBSERVED,
                    start,
                    Map.of(STATE, underway));
            if (attempt == timeline.last()) {
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
        if (DatasetVersions.isByRun(version)) {
            facts.edge(version, EdgeKind.VERSION_OF, dataset, Assertion.OBSERVED, millis, Map.of());
        } else {
            facts.shared(version, EdgeKind.VERSION_OF, dataset, millis);
        }
    }

    private void derivations(Map<Urn, Set<Urn>> made) {
        if (record.explicit()) {
            for (String pair : record.pairs()) {
                int space = pair.indexOf(' ');
                Urn output = RunFacts.urn(pair.substring(0, space));
                Urn input = RunFacts.urn(pair.substring(space + 1));
                for (Urn effect : made.getOrDefault(output, Set.of())) {
                    derived(effect, cause(input));
                }
            }
            return;
        }
        List<Urn> unexplained = new ArrayList<>();
        record.outputs()
                .forEach(
                        (dataset, output) -> {
                            Set<Urn> versions = made.getOrDefault(dataset, Set.of());
                            for (Urn source : output.sources()) {
                                versions.forEach(version -> derived(version, cause(source)));
                            }
                            if (output.sources().isEmpty()) {
                                unexplained.addAll(versions);
                            }
                        });
        infer(unexplained);
        columns(made);
    }

    /**
     * States that column lineage was told of all that the run wrote; of one that flows it never is
     * done with.
     */
    private void columns(Map<Urn, Set<Urn>> made) {
        Long end = timeline.last().endMillis();
        if (end == null) {
            return;
        }
        boolean isAnyWritten = false;
        long since = end;
        for (Map.Entry<Urn, Set<Urn>> each : made.entrySet()) {
            if (!each.getValue().isEmpty()) {
                OutputMade output = Objects.requireNonNull(record.outputs().get(each.getKey()));
                if (!output.tellsColumns()) {
                    return;
                }
                isAnyWritten = true;
                since = Math.max(since, output.told().lastMillis());
            }
        }
        if (isAnyWritten) {
            facts.attribute(run, Attributes.COLUMN_LINEAGE, "told", since);
        }
    }

    /** Returns the version that the run used of a dataset, or the dataset where it told none. */
    private Urn cause(Urn dataset) {
        InputUse use = record.inputs().get(dataset);
        return use == null ? dataset : RunFacts.used(dataset, use);
    }

    private void derived(Urn effect, Urn cause) {
        if (!effect.equals(cause)) {
            facts.edge(effect, EdgeKind.DERIVED_FROM, cause, Assertion.OBSERVED, ended(), Map.of());
        }
    }

    private long ended() {
        Long end = timeline.last().endMillis();
        return end == null ? record.marks().firstMillis() : end;
    }

    private void infer(List<Urn> versions) {
        int inputs = record.inputs().size();
        if ((long) versions.size() * inputs > PAIRS_MAX) {
            facts.attribute(
                    run,
                    DERIVATIONS,
                    "%d outputs and %d inputs are joined by the run alone"
                            .formatted(versions.size(), inputs),
                    ended());
            return;
        }
        Inference inference = new Inference(INPUTS_TO_OUTPUTS, List.of("run=" + record.runId()));
        for (Urn version : versions) {
            record.inputs()
                    .forEach(
                            (dataset, use) -> {
                                Urn cause = RunFacts.used(dataset, use);
                                boolean isSelf = cause.equals(dataset) && isOf(version, cause);
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
}
