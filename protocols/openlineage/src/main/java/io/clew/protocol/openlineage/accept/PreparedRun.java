package io.clew.protocol.openlineage.accept;

import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.Topics;
import io.clew.protocol.openlineage.runs.ToldRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                derivations.isEmpty() ? 0 : TreeHash.of(tree(derivations)));
    }

    /** Returns derivations as lists and texts. */
    private static List<List<@Nullable Object>> tree(List<Derivation> derivations) {
        List<List<@Nullable Object>> tree = new ArrayList<>(derivations.size());
        for (Derivation each : derivations) {
            tree.add(
                    Arrays.asList(
                            each.output().text(),
                            each.outputField(),
                            each.input().text(),
                            each.inputField(),
                            each.transformations()));
        }
        return tree;
    }
}
