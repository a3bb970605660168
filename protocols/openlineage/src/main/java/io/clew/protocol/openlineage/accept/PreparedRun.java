package io.clew.protocol.openlineage.accept;

import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.Topics;
import io.clew.protocol.openlineage.runs.ToldRun;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a RunEvent with all that follows from it alone, so that the writer only compares it with
 * what is stored.
 *
 * @param topics what it speaks of its run, by {@link Topics}
 * @param derivations what it says was derived from what
 * @param derivationsHash a hash of them, the same on every machine
 */
record PreparedRun(
        Event.RunEvent event,
        ToldRun told,
        NamedJob job,
        long topics,
        List<NamedDataset> inputs,
        List<NamedDataset> outputs,
        List<Derivation> derivations,
        long derivationsHash) {

    /** Reads all that follows from an event. */
    static PreparedRun of(Event.RunEvent event) {
        ToldRun told = ToldRun.of(event);
        String family = told.producer();
        List<Derivation> derivations = told.derivations();
        return new PreparedRun(
                event,
                told,
                NamedJob.of(event.job(), false, family),
                Topics.ofRun(event),
                event.inputs().stream().map(ref -> NamedDataset.of(ref, family)).toList(),
                event.outputs().stream().map(ref -> NamedDataset.of(ref, family)).toList(),
                derivations,
                derivations.isEmpty() ? 0 : hash(derivations));
    }

    /** Hashes derivations as a list of lists; what is one object in many is hashed once. */
    private static long hash(List<Derivation> derivations) {
        Map<Object, Long> known = new IdentityHashMap<>();
        long[] hashes = new long[derivations.size()];
        for (int i = 0; i < hashes.length; i++) {
            Derivation each = derivations.get(i);
            hashes[i] =
                    TreeHash.ofList(
                            known.computeIfAbsent(
                                    each.output(), output -> TreeHash.of(each.output().text())),
                            TreeHash.of(each.outputField()),
                            known.computeIfAbsent(
                                    each.input(), input -> TreeHash.of(each.input().text())),
                            TreeHash.of(each.inputField()),
                            known.computeIfAbsent(each.transformations(), TreeHash::of));
        }
        return TreeHash.ofList(hashes);
    }
}
