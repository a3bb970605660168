package io.clew.questions.lineage;

import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.graph.traversal.Turns;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Viewer;
import io.clew.model.answer.LineageAnswer;
import io.clew.questions.details.Details;
import io.clew.questions.paging.PageCursor;
import io.clew.questions.paging.RecentWalks;
import java.util.Set;

/** Answers {@link LineageQuestion}s from the graph. */
public final class Lineage {

    private final GraphIndex index;
    private final Details details;
    private final Budget budget;
    private final Turns turns;
    private final RecentWalks<Traversal> recent = new RecentWalks<>();

    /** Answers from an index, with what the details show of it. */
    public Lineage(GraphIndex index, Details details) {
        this(index, details, Budget.DEFAULT, Turns.ofProcessors());
    }

    /** Answers within a budget, the big questions in their turns. */
    public Lineage(GraphIndex index, Details details, Budget budget, Turns turns) {
        this.index = index;
        this.details = details;
        this.budget = budget;
        this.turns = turns;
    }

    /**
     * Answers one page.
     *
     * @throws ClewException NOT_FOUND when there is no such node or workspace; INVALID_PARAMETER
     *     for a cursor of another question; UNAVAILABLE when the thread was interrupted or too many
     *     big questions are asked at once
     */
    public LineageAnswer ask(Viewer viewer, LineageQuestion question) {
        LineagePage page = page(viewer, question);
        return new LineageAnswer(
                page.of(),
                page.direction(),
                page.verdict(),
                details.nodes(viewer, page.nodes(), page.clocks()),
                details.edges(viewer, page.edges(), page.clocks()),
                page.next());
    }

    /** Answers one page by the numbers of its nodes; refuses what {@link #ask} refuses. */
    public LineagePage page(Viewer viewer, LineageQuestion question) {
        try (Turns.Turn turn = turns.begin()) {
            return page(viewer, question, turn);
        }
    }

    private LineagePage page(Viewer viewer, LineageQuestion question, Turns.Turn turn) {
        String wording = wording(viewer, question);
        GraphView view = index.viewAt(PageCursor.positionOf(question.cursor(), wording));
        int workspace = details.workspaceId(viewer);
        PageCursor page =
                PageCursor.open(
                        question.cursor(), wording, question.clocks().knownAt(), view.position());
        Clocks clocks = new Clocks(question.clocks().asOf(), page.position());
        int node =
                view.find(workspace, question.of(), clocks)
                        .orElseThrow(() -> ClewException.notFound("there is no " + question.of()));
        TraversalQuestion walk =
                new TraversalQuestion(
                        node,
                        question.direction(),
                        question.depth(),
                        question.kinds(),
                        new EdgeFilter(question.edges(), question.assertions(), clocks),
                        question.level(),
                        question.failed(),
                        budget,
                        page.cut());
        Traversal traversal =
                recent.of(
                        wording,
                        page,
                        () -> Traversal.of(view, walk, turn, new StoredSchemas(details)));
        LineageSlice slice = LineageSlice.of(traversal, page, question.limit());
        PageCursor next = slice.next();
        if (next != null) {
            recent.keep(wording, next, traversal);
        }
        return new LineagePage(
                question.of(),
                question.direction(),
                traversal.verdict(),
                view,
                clocks,
                slice.nodes(),
                slice.edges(),
                next == null ? null : next.text(wording));
    }

    /** Words a question so that two that differ in anything but the page differ here. */
    private static String wording(Viewer viewer, LineageQuestion question) {
        return String.join(
                "\n",
                "lineage",
                viewer.workspace().name(),
                question.of().toString(),
                question.direction().wireName(),
                Integer.toString(question.depth()),
                sorted(question.kinds()),
                sorted(question.edges()),
                question.level().wireName(),
                sorted(question.assertions()),
                question.clocks().toString(),
                Boolean.toString(question.failed()));
    }

    private static String sorted(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::ordinal).sorted().toList().toString();
    }
}
