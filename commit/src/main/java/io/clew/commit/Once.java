package io.clew.commit;

import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import java.util.List;
import java.util.Map;

/**
 * Keeps repeats out of the log: says a thing only when its asserter does not say it already.
 *
 * <p>For what clients tell again and again with each call, such as what a commit or a dataset
 * version is. Each check costs one indexed look-up at most.
 */
public final class Once {
    private Once() {}

    /** Declares an attribute's value unless it is the newest that the asserter gave it. */
    public static void declare(Commit commit, Urn node, String key, Object value, EventTime at) {
        if (!commit.isSaid(node, key, value)) {
            commit.declare(node, key, value, at);
        }
    }

    /**
     * Declares an edge unless the asserter has, with the same attributes, and not taken it back.
     */
    public static void declare(
            Commit commit,
            Urn from,
            EdgeKind kind,
            Urn to,
            EventTime at,
            Map<String, Object> attributes) {
        if (!commit.isSaid(from, kind, to, attributes)) {
            commit.declare(from, kind, to, at, attributes);
        }
    }

    /** Declares an edge without attributes unless the asserter has and not taken it back. */
    public static void declare(Commit commit, Urn from, EdgeKind kind, Urn to, EventTime at) {
        declare(commit, from, kind, to, at, Map.of());
    }

    /**
     * Takes an edge back for all who said it through the write's own protocol.
     *
     * <p>For tools in which a later call replaces what an earlier one said, whoever made that.
     *
     * @param reason why, for the reader of the log
     */
    public static void withdraw(
            Commit commit, Urn from, EdgeKind kind, Urn to, EventTime at, String reason) {
        List<Asserter> asserters =
                commit.db()
                        .sql(
                                "SELECT DISTINCT a.agent FROM edge_fact e JOIN asserter a ON a.id ="
                                        + " e.asserter_id WHERE e.from_id = :from_id AND e.kind ="
                                        + " :kind AND e.to_id = :to_id AND a.protocol = :protocol"
                                        + " AND NOT EXISTS (SELECT 1 FROM retraction r WHERE"
                                        + " r.from_id = e.from_id AND r.kind = e.kind AND r.to_id ="
                                        + " e.to_id AND r.asserter_id = e.asserter_id AND"
                                        + " (r.position, r.seq) > (e.position, e.seq))")
                        .bind("from_id", commit.nodeId(from))
                        .bind("kind", kind.wireName())
                        .bind("to_id", commit.nodeId(to))
                        .bind("protocol", commit.by().protocol())
                        .list(
                                row ->
                                        new Asserter(
                                                Urn.parse(row.text("agent")).orElseThrow(),
                                                commit.by().protocol()));
        for (Asserter asserter : asserters) {
            commit.add(new Fact.EdgeRetraction(from, kind, to, at, asserter, null, reason));
        }
    }
}
