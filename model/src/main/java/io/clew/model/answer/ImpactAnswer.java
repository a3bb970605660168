package io.clew.model.answer;

import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers what stands on a thing, nearest first; one page of it.
 *
 * @param counts how many are affected, by kind, over all pages
 * @param verdict of the whole answer, whatever the page
 * @param next the cursor of the next page; null on the last
 */
public record ImpactAnswer(
        List<Affected> affected,
        Map<NodeKind, Integer> counts,
        Verdict verdict,
        @Nullable String next) {

    /**
     * Shows a node that stands on the asked one.
     *
     * @param distance edges on the shortest way, from 1
     * @param via the nodes between on one shortest way, from the asked node outwards
     * @param owner who answers for it, else for the dataset, model or job that it is of; null when
     *     nothing says so
     * @param deployed whether it is a deployment or something deploys it
     * @param aliases the aliases it holds, sorted: a model served by its alias is told only by them
     * @param stage the stage it is in, such as {@code Production}; null when it was never in one
     * @param status how far a run or step came, such as {@code failed}; null for what does not run
     * @param deleted whether it is deleted, which can be taken back
     * @param exact of what an asked column affects, whether that is told column by column; false
     *     when it only may be affected; true where no column was asked
     * @param columnsUnknownAt the first on its way of which nobody told columns; null when exact
     */
    public record Affected(
            Urn urn,
            String name,
            int distance,
            List<Urn> via,
            @Nullable String owner,
            boolean deployed,
            List<String> aliases,
            @Nullable String stage,
            @Nullable String status,
            boolean deleted,
            boolean exact,
            @Nullable Urn columnsUnknownAt) {}
}
