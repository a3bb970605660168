package io.clew.protocol.openlineage.runs;

import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.EventType;
import io.clew.protocol.openlineage.facets.Derivation;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Merges one event into the record of its run. */
public final class RunMerge {
    private RunMerge() {}

    /**
     * Returns a record and what one more event says.
     *
     * @param position the event's log position
     * @param hash a short hash of its bytes
     */
    public static RunRecord merge(RunRecord record, ToldRun told, long position, long hash) {
        SortedSet<Long> seen = with(record.seen(), hash);
        if (seen.size() > RunRecord.SEEN_MAX) {
            seen.remove(seen.first());
        }
        return new RunRecord(
                record.runId(),
                record.producer(),
                with(record.jobs(), told.job()),
                record.marks().with(told.millis(), told.type()),
                parents(record, told),
                inputs(record, told),
                outputs(record, told, position),
                record.streaming() || told.streaming(),
                record.explicit() || told.explicit().isPresent(),
                pairs(record, told),
                seen);
    }

    private static <T> SortedSet<T> with(SortedSet<T> some, T more) {
        if (some.contains(more)) {
            return some;
        }
        SortedSet<T> all = new TreeSet<>(some);
        all.add(more);
        return all;
    }

    private static SortedSet<Parent> parents(RunRecord record, ToldRun told) {
        SortedSet<Parent> parents = record.parents();
        for (Parent parent : told.parents()) {
            parents = with(parents, parent);
        }
        return parents;
    }

    private static SortedMap<Urn, InputUse> inputs(RunRecord record, ToldRun told) {
        if (told.inputs().isEmpty()) {
            return record.inputs();
        }
        SortedMap<Urn, InputUse> inputs = new TreeMap<>(record.inputs());
        for (ToldInput input : told.inputs()) {
            InputUse known = inputs.get(input.dataset());
            inputs.put(
                    input.dataset(),
                    known == null
                            ? InputUse.first(told.millis(), input)
                            : known.and(told.millis(), input));
        }
        return inputs;
    }

    private static SortedMap<Urn, OutputMade> outputs(
            RunRecord record, ToldRun told, long position) {
        if (told.outputs().isEmpty()) {
            return record.outputs();
        }
        boolean isStart = told.type() == EventType.START;
        SortedMap<Urn, OutputMade> outputs = new TreeMap<>(record.outputs());
        for (ToldOutput output : told.outputs()) {
            OutputMade known = outputs.get(output.dataset());
            OutputMade before = known == null ? OutputMade.first(told.millis()) : known;
            outputs.put(output.dataset(), before.and(output, told.millis(), position, isStart));
        }
        return outputs;
    }

    private static SortedSet<String> pairs(RunRecord record, ToldRun told) {
        if (told.explicit().isEmpty()) {
            return record.pairs();
        }
        SortedSet<String> pairs = new TreeSet<>(record.pairs());
        for (Derivation derivation : told.explicit().get().derivations()) {
            pairs.add(derivation.output().urn() + " " + derivation.input().urn());
        }
        return pairs;
    }
}
