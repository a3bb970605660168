package io.clew.questions;

import io.clew.commit.Committer;
import io.clew.model.Asserter;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.answer.Explanation;
import io.clew.model.answer.Node;
import io.clew.model.answer.Verdict;
import io.clew.questions.explain.Explainer;
import io.clew.questions.members.Members;
import io.clew.questions.members.MembersPage;
import io.clew.questions.members.Membership;
import io.clew.questions.merges.Decided;
import io.clew.questions.merges.Merges;
import io.clew.questions.merges.Retractions;
import io.clew.questions.metrics.MetricHistoryPage;
import io.clew.questions.metrics.Metrics;
import io.clew.questions.metrics.MetricsPage;
import io.clew.questions.node.NodeDetails;
import io.clew.questions.node.NodeHistory;
import io.clew.questions.notes.Notes;
import io.clew.questions.resolve.Resolver;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.Positions;
import io.clew.questions.search.Search;
import io.clew.questions.search.SearchPage;
import io.clew.questions.search.SearchQuery;
import io.clew.questions.warnings.Warning;
import io.clew.questions.warnings.Warnings;
import io.clew.store.Db;
import io.clew.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers what is asked of nodes by reference: each question on one snapshot of the store, so that
 * an answer after a write's reply contains that write.
 *
 * <p>References and refusals are as {@link Resolver} says.
 */
public final class Questions {

    private final Store store;
    private final Notes notes;
    private final Merges merges;
    private final Retractions retractions;

    public Questions(Store store, Committer committer) {
        this.store = store;
        this.notes = new Notes(committer);
        this.merges = new Merges(committer);
        this.retractions = new Retractions(committer);
    }

    /** Shows a node with what changed about it. */
    public record NodeAnswer(Node node, NodeHistory history) {}

    /** Returns the position of the log's newest entry; 0 when there is none. */
    public long newestPosition() {
        return store.read(Positions::newest);
    }

    /** Returns the log position of the last entry that was recorded by an instant. */
    public long positionAt(Instant instant) {
        return store.read(db -> Positions.at(db, instant));
    }

    /**
     * Finds the node that a reference means.
     *
     * @param field the parameter that the reference came in
     */
    public NodeRow find(Viewer viewer, String field, String reference, Clocks clocks) {
        return store.read(db -> Resolver.resolve(db, viewer, field, reference, clocks));
    }

    /** Shows the node that a reference means. */
    public Node resolve(Viewer viewer, String field, String reference, Clocks clocks) {
        return store.read(
                db ->
                        show(
                                db,
                                viewer,
                                Resolver.resolve(db, viewer, field, reference, clocks),
                                clocks));
    }

    /** Shows the node that a reference means, and what changed about it. */
    public NodeAnswer node(Viewer viewer, String field, String reference, Clocks clocks) {
        return store.read(
                db -> {
                    NodeRow row = Resolver.resolve(db, viewer, field, reference, clocks);
                    return new NodeAnswer(
                            show(db, viewer, row, clocks), NodeHistory.of(db, row, clocks));
                });
    }

    private static Node show(Db db, Viewer viewer, NodeRow row, Clocks clocks) {
        return NodeDetails.ofIds(db, viewer, List.of(row.id()), clocks).getFirst();
    }

    /** Answers the six questions about a node; see {@link Explainer#explain}. */
    Explanation explain(
            Viewer viewer, NodeRow node, Clocks clocks, List<Node> upstreamJobs, Verdict verdict) {
        return store.read(db -> Explainer.explain(db, viewer, node, clocks, upstreamJobs, verdict));
    }

    /** Finds nodes by words and filters. */
    public SearchPage search(Viewer viewer, SearchQuery query) {
        return store.read(db -> Search.page(db, viewer, query));
    }

    /** Shows a page of what belongs to the node that a reference means, newest first. */
    public MembersPage members(
            Viewer viewer,
            Membership membership,
            String field,
            String reference,
            Clocks clocks,
            int limit,
            @Nullable String cursor) {
        return store.read(
                db ->
                        Members.page(
                                db,
                                viewer,
                                Resolver.resolve(db, viewer, field, reference, clocks),
                                membership,
                                clocks,
                                limit,
                                cursor));
    }

    /** Finds the warnings about some things; see {@link Warnings#about}. */
    List<Warning> warnings(Viewer viewer, List<Urn> upstream, Clocks clocks) {
        return store.read(db -> Warnings.about(db, viewer, upstream, clocks));
    }

    /** Shows a page of the metrics of a run. */
    public MetricsPage metrics(
            Viewer viewer, String field, String reference, int limit, @Nullable String cursor) {
        return store.read(
                db ->
                        Metrics.page(
                                db,
                                Resolver.resolve(db, viewer, field, reference, Clocks.NOW),
                                limit,
                                cursor));
    }

    /** Shows a page of the points of a metric. */
    public MetricHistoryPage metricHistory(
            Viewer viewer,
            String field,
            String reference,
            String key,
            int limit,
            @Nullable String cursor) {
        return store.read(
                db ->
                        Metrics.history(
                                db,
                                Resolver.resolve(db, viewer, field, reference, Clocks.NOW),
                                key,
                                limit,
                                cursor));
    }

    /**
     * Adds a note to the node that a reference means and returns the note.
     *
     * @param payload the request as it was accepted
     */
    public Node note(
            Viewer viewer, Asserter author, String reference, String text, byte[] payload) {
        NodeRow subject = find(viewer, "ref", reference, Clocks.NOW);
        Urn note = notes.add(viewer.workspace(), author, subject.urn(), text, payload);
        return store.read(db -> NodeDetails.of(db, viewer, List.of(note), Clocks.NOW).getFirst());
    }

    /**
     * States that the nodes which some references mean are one thing; see {@link Merges}.
     *
     * @param payload the request as it was accepted
     */
    public Decided merge(
            Viewer viewer,
            Asserter author,
            List<String> references,
            String reason,
            byte[] payload) {
        List<Urn> names =
                store.read(
                        db -> {
                            List<Urn> found = new ArrayList<>();
                            for (int i = 0; i < references.size(); i++) {
                                found.add(
                                        Resolver.resolve(
                                                        db,
                                                        viewer,
                                                        "refs[%d]".formatted(i),
                                                        references.get(i),
                                                        Clocks.NOW)
                                                .urn());
                            }
                            return found;
                        });
        return named(viewer, merges.add(viewer.workspace(), author, names, reason, payload));
    }

    /**
     * Takes back the edge between the nodes that two references mean; see {@link Retractions}.
     *
     * @param payload the request as it was accepted
     */
    public Decided retract(
            Viewer viewer,
            Asserter author,
            String from,
            EdgeKind kind,
            String to,
            String reason,
            byte[] payload) {
        Retractions.EdgeName edge =
                store.read(
                        db ->
                                new Retractions.EdgeName(
                                        Resolver.resolve(db, viewer, "from", from, Clocks.NOW)
                                                .urn(),
                                        kind,
                                        Resolver.resolve(db, viewer, "to", to, Clocks.NOW).urn()));
        return named(viewer, retractions.add(viewer.workspace(), author, edge, reason, payload));
    }

    private Decided named(Viewer viewer, Decided decided) {
        Urn first = decided.facts().getFirst().from();
        return decided.with(
                store.read(db -> NodeDetails.of(db, viewer, List.of(first), Clocks.NOW))
                        .getFirst()
                        .sameAs());
    }
}
