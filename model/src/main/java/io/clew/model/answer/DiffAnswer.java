package io.clew.model.answer;

import io.clew.model.Urn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers what changed between two things, or about one thing between two times; one page of it.
 *
 * @param material whether anything changed that can move a prediction; of all pages
 * @param summary one sentence that says what the answer comes to, such as {@code Nothing material
 *     changed.}
 * @param changes by rank
 * @param effects metrics that moved, the greatest move first; on the first page only
 * @param nodes what the nodes are called that this page's changes, paths and effects refer to
 * @param total how many changes there are on all pages
 * @param verdict of both sides together, whatever the page
 * @param next the cursor of the next page; null on the last
 */
public record DiffAnswer(
        Side from,
        Side to,
        boolean material,
        String summary,
        List<Change> changes,
        List<Effect> effects,
        List<Named> nodes,
        int total,
        Verdict verdict,
        @Nullable String next) {

    public DiffAnswer {
        changes = List.copyOf(changes);
        effects = List.copyOf(effects);
        nodes = List.copyOf(nodes);
    }

    /** Says what a node is called. */
    public record Named(Urn urn, String name) {}

    /**
     * Says what was compared.
     *
     * @param asOf the moment of event time; null for now
     * @param nodes how many nodes are upstream of it
     */
    public record Side(Urn urn, String name, @Nullable Instant asOf, int nodes) {}
}
