package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.runs.ColumnFacts;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Ends what an event said of columns where a later one of the same job, or of the same dataset,
 * says it no more, whichever came first.
 *
 * <p>What a run or another job told of the same columns stays: only what nothing but such events
 * said is ended.
 */
final class ReplacedColumns {
    private ReplacedColumns() {}

    /**
     * What one event draws.
     *
     * @param by the event's asserter
     * @param edges what was derived from what
     */
    record Told(Instant at, Asserter by, Set<ColumnFacts.Drawn> edges) {}

    /**
     * Ends what no longer holds: of the newest event before, or of the one being taken.
     *
     * @param ofNode which events replace one another, as a condition on {@code v}, a row of {@code
     *     ol_event}, with {@code :node}
     * @param newest the newest of them that is known
     */
    static void end(Commit commit, String ofNode, int node, Told told, Optional<Told> newest) {
        if (newest.isEmpty() || !newest.get().by().equals(told.by())) {
            return;
        }
        Told other = newest.get();
        boolean isLater = !told.at().isBefore(other.at());
        Set<ColumnFacts.Drawn> ended = new HashSet<>(isLater ? other.edges() : told.edges());
        ended.removeAll(isLater ? told.edges() : other.edges());
        Instant until = isLater ? told.at() : other.at();
        for (ColumnFacts.Drawn edge : ended) {
            if (!isToldByOthers(commit, ofNode, node, edge, told.by())) {
                commit.add(
                        new Fact.EdgeRetraction(
                                edge.from(),
                                EdgeKind.DERIVED_FROM,
                                edge.to(),
                                new EventTime(told.at(), EventTime.Source.REPORTED),
                                told.by(),
                                until,
                                "a later event says otherwise"));
            }
        }
    }

    private static boolean isToldByOthers(
            Commit commit, String ofNode, int node, ColumnFacts.Drawn edge, Asserter by) {
        Urn from = edge.from();
        return commit.db()
                .sql(
                        "SELECT 1 AS found FROM edge_fact f JOIN asserter a ON a.id = f.asserter_id"
                                + " LEFT JOIN ol_event v ON v.position = f.position AND "
                                + ofNode
                                + " WHERE f.from_id = :from_id AND f.kind = :kind AND f.to_id ="
                                + " :to_id AND a.agent = :agent AND a.protocol = :protocol AND"
                                + " v.position IS NULL AND f.position <> :now AND NOT EXISTS"
                                + " (SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND"
                                + " r.kind = f.kind AND r.to_id = f.to_id AND r.asserter_id ="
                                + " f.asserter_id AND (r.position, r.seq) > (f.position, f.seq))"
                                + " LIMIT 1")
                .bind("node", node)
                .bind("from_id", commit.nodeId(from))
                .bind("kind", EdgeKind.DERIVED_FROM.wireName())
                .bind("to_id", commit.nodeId(edge.to()))
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .bind("now", commit.position())
                .first(row -> row.integer("found"))
                .isPresent();
    }
}
