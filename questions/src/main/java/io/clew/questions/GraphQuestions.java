package io.clew.questions;

import io.clew.graph.GraphIndex;
import io.clew.graph.GraphView;
import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Turns;
import io.clew.model.Viewer;
import io.clew.model.answer.DiffAnswer;
import io.clew.model.answer.ImpactAnswer;
import io.clew.model.answer.LineageAnswer;
import io.clew.model.answer.PathAnswer;
import io.clew.questions.details.Details;
import io.clew.questions.details.StoreDetails;
import io.clew.questions.diff.DiffQuestion;
import io.clew.questions.diff.Diffs;
import io.clew.questions.diff.work.DiffBudget;
import io.clew.questions.impact.ImpactQuestion;
import io.clew.questions.impact.Impacts;
import io.clew.questions.kept.Recall;
import io.clew.questions.lineage.Lineage;
import io.clew.questions.lineage.LineagePage;
import io.clew.questions.lineage.LineageQuestion;
import io.clew.questions.path.PathAnswers;
import io.clew.questions.path.PathQuestion;
import io.clew.questions.path.Ways;
import io.clew.store.Store;

/** Answers what is asked of the graph, by the names of nodes. */
public final class GraphQuestions {

    private final GraphIndex graph;
    private final Lineage lineage;
    private final Impacts impacts;
    private final PathAnswers paths;
    private final Diffs diffs;

    /**
     * Answers from a graph that the commit path keeps up to date.
     *
     * @param store holds the details of the graph's nodes and edges
     */
    public GraphQuestions(GraphIndex graph, Store store) {
        this(graph, store, new StoreDetails(store), Recall.nothing(graph));
    }

    /**
     * Answers from a graph that the commit path keeps up to date.
     *
     * @param store holds what was told of them
     * @param details show the graph's nodes and edges
     * @param recall is told each entry of the log before the graph is
     */
    public GraphQuestions(GraphIndex graph, Store store, Details details, Recall recall) {
        this(graph, store, details, recall, Budget.DEFAULT, Turns.ofProcessors());
    }

    /**
     * Answers within a budget for each question.
     *
     * @param turns those of all big questions
     */
    public GraphQuestions(
            GraphIndex graph,
            Store store,
            Details details,
            Recall recall,
            Budget budget,
            Turns turns) {
        this.graph = graph;
        this.lineage = new Lineage(graph, details, budget, turns);
        this.impacts = new Impacts(graph, details, budget, turns);
        this.paths = new PathAnswers(graph, details, budget, turns);
        this.diffs =
                new Diffs(graph, store, details, recall, DiffBudget.DEFAULT.with(budget), turns);
    }

    /** Returns a page of what a thing came from, what came of it, or both. */
    public LineageAnswer lineage(Viewer viewer, LineageQuestion question) {
        return lineage.ask(viewer, question);
    }

    /**
     * Returns a page of lineage by the numbers of its nodes, for those who show them another way.
     */
    public LineagePage lineagePage(Viewer viewer, LineageQuestion question) {
        return lineage.page(viewer, question);
    }

    /** Returns a page of what stands on a thing. */
    public ImpactAnswer impact(Viewer viewer, ImpactQuestion question) {
        return impacts.ask(viewer, question);
    }

    /** Returns ways from one thing to another. */
    public PathAnswer paths(Viewer viewer, PathQuestion question) {
        return paths.ask(viewer, question);
    }

    /** Returns the same by the numbers of nodes, for those who show them another way. */
    public Ways ways(Viewer viewer, PathQuestion question) {
        return paths.ways(viewer, question);
    }

    /** Returns a page of what changed between two things, or about one between two times. */
    public DiffAnswer diff(Viewer viewer, DiffQuestion question) {
        return diffs.ask(viewer, question);
    }

    /** Sums up the graph as it is now; one at a time, since that reads all of it. */
    public synchronized GraphState state() {
        GraphView view = graph.view();
        return new GraphState(view.position(), view.nodeCount(), view.edgeCount(), view.digest());
    }
}
