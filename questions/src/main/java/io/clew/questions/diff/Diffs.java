package io.clew.questions.diff;

import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.graph.traversal.Traversal;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.graph.traversal.Turns;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.answer.Change;
import io.clew.model.answer.DiffAnswer;
import io.clew.model.answer.Effect;
import io.clew.questions.details.Details;
import io.clew.questions.details.StoreDetails;
import io.clew.questions.diff.align.Alignment;
import io.clew.questions.diff.compare.Comparison;
import io.clew.questions.diff.compare.Scene;
import io.clew.questions.diff.effect.Effects;
import io.clew.questions.diff.evidence.Evidence;
import io.clew.questions.diff.evidence.EvidenceMemory;
import io.clew.questions.diff.rank.Ranked;
import io.clew.questions.diff.side.DerivedColumns;
import io.clew.questions.diff.side.Newest;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.work.DiffBudget;
import io.clew.questions.diff.work.Work;
import io.clew.questions.kept.Recall;
import io.clew.questions.paging.PageCursor;
import io.clew.store.Store;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers {@link DiffQuestion}s from graph and store. */
public final class Diffs {

    private final GraphIndex index;
    private final Store store;
    private final Details details;
    private final EvidenceMemory memory;
    private final DiffBudget budget;
    private final Turns turns;

    /** Answers from an index, with what the store holds of its nodes. */
    public Diffs(GraphIndex index, Store store) {
        this(
                index,
                store,
                new StoreDetails(store),
                Recall.nothing(index),
                DiffBudget.DEFAULT,
                Turns.ofProcessors());
    }

    /**
     * Answers from an index, with what the store holds of its nodes or is remembered of it.
     *
     * @param budget of each question
     * @param turns those of all big questions
     */
    public Diffs(
            GraphIndex index,
            Store store,
            Details details,
            Recall recall,
            DiffBudget budget,
            Turns turns) {
        this.index = index;
        this.store = store;
        this.details = details;
        this.memory = EvidenceMemory.of(recall);
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
    public DiffAnswer ask(Viewer viewer, DiffQuestion question) {
        try (Turns.Turn turn = turns.begin()) {
            return ask(viewer, question, turn);
        }
    }

    private DiffAnswer ask(Viewer viewer, DiffQuestion question, Turns.Turn turn) {
        String wording = wording(viewer, question);
        GraphView view = index.viewAt(PageCursor.positionOf(question.cursor(), wording));
        int workspace = details.workspaceId(viewer);
        PageCursor page =
                PageCursor.open(question.cursor(), wording, question.knownAt(), view.position());
        Work work = new Work(store, page.position(), budget, page.cut(), turn);
        Side before = new Side(view, new Clocks(question.fromAsOf(), page.position()));
        Side after = before.at(new Clocks(question.toAsOf(), page.position()));
        int from = root(work, before, find(view, workspace, question.from(), before));
        int to = root(work, after, find(view, workspace, question.to(), after));
        Traversal upstreamBefore = upstream(before, from, turn);
        Traversal upstreamAfter = upstream(after, to, turn);
        Alignment alignment = Alignment.of(work, before, from, after, to);
        if (question.isOfTwoTimes()) {
            Live.add(work, alignment);
        }
        Evidence evidence = new Evidence(work, memory);
        evidence.read(Reading.nodes(alignment));
        Scene scene = new Scene(work, alignment, evidence, question.isOfTwoTimes());
        Comparison.run(scene);
        Ranked ranked =
                Ranked.of(
                        work.left(),
                        Scoring.score(scene),
                        new DerivedColumns(work, after, workspace));
        int total = ranked.order().size();
        int start = Math.min(page.start(), total);
        int end = (int) Math.min(total, (long) start + question.limit());
        List<Change> shown = Telling.changes(ranked, scene, question.full(), start, end);
        List<Effect> effects = Effects.of(work, alignment);
        List<Effect> told = page.start() == 0 ? effects : List.of();
        Naming naming = new Naming(view, workspace, page.position(), evidence);
        boolean material = ranked.order().stream().anyMatch(each -> each.isMaterial());
        return new DiffAnswer(
                side(naming, question.from(), question.fromAsOf(), upstreamBefore.size()),
                side(naming, question.to(), question.toAsOf(), upstreamAfter.size()),
                material,
                Telling.summary(ranked),
                shown,
                told,
                naming.of(shown, told),
                total,
                Verdicts.both(
                        upstreamBefore.verdict(),
                        upstreamAfter.verdict(),
                        work.reason(),
                        Stream.concat(alignment.frontier().stream(), work.left().nodes().stream())
                                .map(after::urn)
                                .toList()),
                end < total
                        ? new PageCursor(page.position(), end, work.cut()).text(wording)
                        : null);
    }

    private static DiffAnswer.Side side(Naming naming, Urn urn, @Nullable Instant asOf, int nodes) {
        return new DiffAnswer.Side(urn, naming.of(urn), asOf, nodes);
    }

    private static int find(GraphView view, int workspace, Urn urn, Side side) {
        return view.find(workspace, urn, side.clocks())
                .orElseThrow(() -> ClewException.notFound("there is no " + urn));
    }

    /** Of what lasts the newest member is compared. */
    private static int root(Work work, Side side, int node) {
        return switch (side.kind(node)) {
            case DATASET -> Newest.versions(work, side, List.of(node)).getOrDefault(node, node);
            case MODEL, JOB -> Newest.member(work, side, node);
            default -> node;
        };
    }

    private Traversal upstream(Side side, int node, Turns.Turn turn) {
        return Traversal.of(
                side.view(),
                new TraversalQuestion(
                        node,
                        Direction.UPSTREAM,
                        Integer.MAX_VALUE,
                        EnumSet.allOf(NodeKind.class),
                        EdgeFilter.at(side.clocks()),
                        Level.NODE,
                        false,
                        budget.upstream(),
                        null),
                turn);
    }

    private static String wording(Viewer viewer, DiffQuestion question) {
        return String.join(
                "\n",
                "diff",
                viewer.workspace().name(),
                question.from().toString(),
                question.to().toString(),
                String.valueOf(question.fromAsOf()),
                String.valueOf(question.toAsOf()),
                Long.toString(question.knownAt()),
                String.valueOf(question.alias()),
                Boolean.toString(question.full()));
    }
}
