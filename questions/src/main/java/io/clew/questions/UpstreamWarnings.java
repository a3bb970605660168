package io.clew.questions;

import io.clew.model.Assertion;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.questions.lineage.LineagePage;
import io.clew.questions.lineage.LineageQuestion;
import io.clew.questions.paging.Cursor;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.warnings.Warning;
import io.clew.questions.warnings.WarningsPage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warns of what went wrong upstream of nodes, by reference. */
public final class UpstreamWarnings {

    private static final Set<NodeKind> LOOKED_AT =
            EnumSet.of(NodeKind.JOB, NodeKind.DATASET, NodeKind.DATASET_VERSION);

    private static final int PARTS = 2;

    private final Questions questions;
    private final GraphQuestions graph;

    public UpstreamWarnings(Questions questions, GraphQuestions graph) {
        this.questions = questions;
        this.graph = graph;
    }

    /**
     * Shows a page of the warnings about all that is upstream of the node that a reference means.
     *
     * @param field the parameter that the reference came in
     */
    public WarningsPage page(
            Viewer viewer,
            String field,
            String reference,
            Clocks asked,
            int limit,
            @Nullable String cursor) {
        NodeRow node = questions.find(viewer, field, reference, asked);
        String question =
                String.join(
                        "\n",
                        "warnings",
                        viewer.workspace().name(),
                        node.urn().toString(),
                        asked.toString());
        long position = Math.min(asked.knownAt(), questions.newestPosition());
        int start = 0;
        if (cursor != null) {
            List<String> place = Cursor.read(question, cursor, PARTS);
            position = Math.min(position, Cursor.number(place.get(0)));
            start = (int) Math.clamp(Cursor.number(place.get(1)), 0, Integer.MAX_VALUE);
        }
        Clocks clocks = new Clocks(asked.asOf(), position);
        List<Urn> upstream = new ArrayList<>();
        LineagePage page = graph.lineagePage(viewer, upstream(node.urn(), clocks, null));
        add(upstream, page);
        while (page.next() != null) {
            page = graph.lineagePage(viewer, upstream(node.urn(), clocks, page.next()));
            add(upstream, page);
        }
        upstream.removeIf(urn -> !LOOKED_AT.contains(urn.kind()));
        List<Warning> all = questions.warnings(viewer, upstream, clocks);
        List<Warning> shown = all.stream().skip(start).limit(limit).toList();
        int next = start + shown.size();
        return new WarningsPage(
                node.urn(),
                shown,
                page.verdict(),
                next < all.size()
                        ? Cursor.write(
                                question, List.of(Long.toString(position), Integer.toString(next)))
                        : null);
    }

    private static void add(List<Urn> upstream, LineagePage page) {
        page.nodes().forEach(node -> upstream.add(page.view().urn(node)));
    }

    private static LineageQuestion upstream(Urn of, Clocks clocks, @Nullable String cursor) {
        return new LineageQuestion(
                of,
                Direction.UPSTREAM,
                LineageQuestion.ALL,
                LOOKED_AT,
                EnumSet.allOf(EdgeKind.class),
                Level.NODE,
                EnumSet.allOf(Assertion.class),
                clocks,
                false,
                LineageQuestion.LIMIT_MAX,
                cursor);
    }
}
