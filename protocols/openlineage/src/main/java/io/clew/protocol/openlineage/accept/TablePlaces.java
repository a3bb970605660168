package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.Places;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.List;

/**
 * Keeps a table's name with one path at a time: the one that claimed it last, by event time. Two
 * paths never become one thing by way of a table's name, be it that the table moved or that two
 * metastores are called alike.
 */
final class TablePlaces {

    private TablePlaces() {}

    /**
     * A path that has or had the name of the table, by whose word, and when that was said last.
     *
     * @param untilMillis when that ended; {@code Long.MAX_VALUE} when it stands
     */
    private record Claim(Urn path, Asserter by, long atMillis, long untilMillis) {

        boolean isLaterThan(Urn other, long otherMillis) {
            return atMillis != otherMillis ? atMillis > otherMillis : path.compareTo(other) > 0;
        }
    }

    /** Ends what other paths had before a claim that was just made, or the claim itself. */
    static void settle(Commit commit, Urn path, Urn table, Asserter by, EventTime at) {
        long millis = at.at().toEpochMilli();
        long until = Long.MAX_VALUE;
        for (Claim other : others(commit, path, table)) {
            if (other.isLaterThan(path, millis)) {
                until = Math.min(until, other.atMillis());
            } else if (other.untilMillis() > millis) {
                end(commit, other.path(), table, other.by(), at, at.at());
            }
        }
        if (until != Long.MAX_VALUE) {
            end(commit, path, table, by, at, Instant.ofEpochMilli(until));
        }
    }

    private static void end(
            Commit commit, Urn path, Urn table, Asserter by, EventTime at, Instant until) {
        commit.add(
                new Fact.EdgeRetraction(
                        path,
                        EdgeKind.SAME_AS,
                        table,
                        at,
                        by,
                        until,
                        "the table's name went to another path"));
    }

    private static List<Claim> others(Commit commit, Urn path, Urn table) {
        return commit
                .db()
                .sql(
                        "SELECT n.urn, a.agent, a.protocol, MAX(f.at_ms) AS at_ms, MIN(r.until_ms)"
                                + " AS until_ms, MAX(CASE WHEN r.position IS NULL THEN 1 ELSE 0"
                                + " END) AS standing FROM edge_fact f JOIN node n ON n.id ="
                                + " f.from_id JOIN asserter a ON a.id = f.asserter_id LEFT JOIN"
                                + " retraction r ON r.from_id = f.from_id AND r.kind = f.kind AND"
                                + " r.to_id = f.to_id AND r.asserter_id = f.asserter_id AND"
                                + " (r.position, r.seq) > (f.position, f.seq) WHERE f.to_id ="
                                + " :table AND f.kind = :kind AND f.from_id <> :path AND"
                                + " a.protocol = :protocol AND (r.position IS NULL OR r.until_ms IS"
                                + " NOT NULL) GROUP BY n.urn, a.agent, a.protocol ORDER BY n.urn,"
                                + " a.agent")
                .bind("table", commit.nodeId(table))
                .bind("path", commit.nodeId(path))
                .bind("kind", EdgeKind.SAME_AS.wireName())
                .bind("protocol", "openlineage")
                .list(
                        row ->
                                new Claim(
                                        urn(row.text("urn")),
                                        new Asserter(urn(row.text("agent")), row.text("protocol")),
                                        row.integer("at_ms"),
                                        row.integer("standing") == 1
                                                ? Long.MAX_VALUE
                                                : row.integer("until_ms")))
                .stream()
                .filter(claim -> DatasetName.of(claim.path()).filter(Places::isPath).isPresent())
                .toList();
    }

    private static Urn urn(String text) {
        return Urn.parse(text).orElseThrow();
    }
}
