package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetVersions;
import io.clew.model.Urn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says which versions a run made of its outputs, by its record; those of an attempt are named once,
 * since one event asks for them again and again.
 */
final class MadeVersions {
    private final RunRecord record;
    private final Timeline timeline;
    private final Map<Of, Map<Urn, Long>> named = new HashMap<>();

    private record Of(Urn dataset, Attempt attempt) {}

    MadeVersions(RunRecord record) {
        this.record = record;
        this.timeline = Timeline.of(record);
    }

    Timeline timeline() {
        return timeline;
    }

    /** Returns the versions that the run made of a dataset; none while it has not. */
    Set<Urn> of(Urn dataset) {
        OutputMade output = record.outputs().get(dataset);
        Set<Urn> versions = new TreeSet<>();
        if (output != null) {
            for (Attempt attempt : timeline.of(output.told())) {
                versions.addAll(of(dataset, output, attempt).keySet());
            }
        }
        return versions;
    }

    /**
     * Returns when the run dropped a dataset (true), or wrote or changed it (false): of each
     * attempt that did what it says. A run that never says how far it got is taken at its word.
     */
    SortedMap<Long, Boolean> dropped(Urn dataset) {
        SortedMap<Long, Boolean> dropped = new TreeMap<>();
        OutputMade output = record.outputs().get(dataset);
        if (output == null) {
            return dropped;
        }
        boolean drops = output.change().equals("DROP");
        for (Attempt attempt : timeline.of(output.told())) {
            boolean done = attempt.state() == Attempt.State.COMPLETE;
            boolean says = attempt.state() == Attempt.State.OTHER && !output.change().isEmpty();
            boolean flows = record.streaming() && !attempt.state().isFailure();
            Long end = attempt.endMillis();
            if (drops ? done || says || flows : says) {
                dropped.put(end == null ? output.changeMillis() : end, drops);
            }
            of(dataset, output, attempt).values().forEach(at -> dropped.put(at, false));
        }
        return dropped;
    }

    /** Returns the versions that an attempt made of a dataset, each with the time it was done. */
    Map<Urn, Long> of(Urn dataset, OutputMade output, Attempt attempt) {
        boolean done = attempt.state() == Attempt.State.COMPLETE;
        boolean flows = record.streaming() && !attempt.state().isFailure();
        if ((!done && !flows) || output.change().equals("DROP")) {
            return Map.of();
        }
        return named.computeIfAbsent(
                new Of(dataset, attempt), of -> name(dataset, output, attempt, flows));
    }

    private Map<Urn, Long> name(Urn dataset, OutputMade output, Attempt attempt, boolean flows) {
        Map<Urn, Long> versions = new LinkedHashMap<>();
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
}
