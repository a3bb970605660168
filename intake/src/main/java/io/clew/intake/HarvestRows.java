package io.clew.intake;

import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.store.Db;
import io.clew.store.WorkspaceRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of harvests. */
final class HarvestRows {
    private HarvestRows() {}

    static int workspaceId(Db db, Workspace workspace) {
        return WorkspaceRows.find(db, workspace)
                .orElseThrow(
                        () ->
                                ClewException.notFound(
                                        "There is no workspace '" + workspace.name() + "'"));
    }

    static Harvest get(Db db, int workspace, long id) {
        return db.sql(
                        "SELECT "
                                + Harvest.COLUMNS
                                + " FROM harvest WHERE workspace_id = :workspace AND id = :id")
                .bind("workspace", workspace)
                .bind("id", id)
                .first(Harvest::of)
                .orElseThrow(() -> ClewException.notFound("There is no harvest " + id));
    }

    static Optional<Harvest> find(Db db, int workspace, String kind, String origin) {
        return db.sql(
                        "SELECT "
                                + Harvest.COLUMNS
                                + " FROM harvest WHERE workspace_id = :workspace AND kind = :kind"
                                + " AND origin = :origin")
                .bind("workspace", workspace)
                .bind("kind", kind)
                .bind("origin", origin)
                .first(Harvest::of);
    }

    static List<Harvest> page(Db db, int workspace, long after, int limit) {
        return db.sql(
                        "SELECT "
                                + Harvest.COLUMNS
                                + " FROM harvest WHERE workspace_id = :workspace AND id > :after"
                                + " ORDER BY id LIMIT :limit")
                .bind("workspace", workspace)
                .bind("after", after)
                .bind("limit", limit)
                .list(Harvest::of);
    }

    static long insert(Db db, int workspace, String kind, String origin, long now) {
        long id =
                db.sql("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM harvest")
                        .first(row -> row.integer("next"))
                        .orElseThrow();
        db.sql(
                        "INSERT INTO harvest (id, workspace_id, kind, origin, position, pass, batch,"
                                + " state, started_ms, heard_ms, brought, refused, brought_ever,"
                                + " errors) VALUES (:id, :workspace, :kind, :origin, '', 1, 0,"
                                + " 'RUNNING', :now, :now, 0, 0, 0, 0)")
                .bind("id", id)
                .bind("workspace", workspace)
                .bind("kind", kind)
                .bind("origin", origin)
                .bind("now", now)
                .update();
        return id;
    }

    static void begin(Db db, long id, String position, long now) {
        db.sql(
                        "UPDATE harvest SET position = :position, pass = pass + 1, batch = 0, state ="
                                + " 'RUNNING', reason = NULL, started_ms = :now, heard_ms = :now,"
                                + " ended_ms = NULL, expected = NULL, brought = 0, refused = 0"
                                + " WHERE id = :id")
                .bind("id", id)
                .bind("position", position)
                .bind("now", now)
                .update();
    }

    /** Moves on; returns false when the pass or the batch before is another by now. */
    static boolean move(Db db, long id, Move move, long now) {
        return db.sql(
                                "UPDATE harvest SET position = :position, batch = :batch, state ="
                                        + " 'RUNNING', heard_ms = :now, expected = CASE WHEN"
                                        + " :expected < 0 THEN expected ELSE :expected END, brought"
                                        + " = brought + :brought, refused = refused + :refused,"
                                        + " brought_ever = brought_ever + :brought WHERE id = :id"
                                        + " AND pass = :pass AND batch = :before")
                        .bind("id", id)
                        .bind("pass", move.pass())
                        .bind("batch", move.batch())
                        .bind("position", move.position())
                        .bind("before", move.batch() - 1)
                        .bind("expected", move.expected())
                        .bind("brought", move.brought())
                        .bind("refused", move.refused())
                        .bind("now", now)
                        .update()
                == 1;
    }

    /** Says how far a batch brings a harvest; expected is below 0 when it does not say. */
    record Move(
            long pass, long batch, String position, long expected, long brought, long refused) {}

    static boolean end(
            Db db, long id, long pass, Harvest.State state, @Nullable String reason, long now) {
        return db.sql(
                                "UPDATE harvest SET state = :state, reason = :reason, heard_ms ="
                                        + " :now, ended_ms = :now, completed_ms = CASE WHEN :state ="
                                        + " 'COMPLETE' THEN :now ELSE completed_ms END WHERE id ="
                                        + " :id AND pass = :pass")
                        .bind("id", id)
                        .bind("pass", pass)
                        .bind("state", state.name())
                        .bind("reason", reason)
                        .bind("now", now)
                        .update()
                == 1;
    }

    static void putError(Db db, long id, String what, String reason, long now) {
        db.sql(
                        "INSERT INTO harvest_error (harvest_id, what, reason, first_ms, last_ms,"
                                + " times) VALUES (:id, :what, :reason, :now, :now, 1) ON CONFLICT"
                                + " (harvest_id, what) DO UPDATE SET reason = excluded.reason,"
                                + " last_ms = excluded.last_ms, times = harvest_error.times + 1")
                .bind("id", id)
                .bind("what", what)
                .bind("reason", reason)
                .bind("now", now)
                .update();
    }

    static void dropErrors(Db db, long id, List<String> what) {
        db.sql("DELETE FROM harvest_error WHERE harvest_id = :id AND what IN (:what)")
                .bind("id", id)
                .bindAll("what", what)
                .update();
    }

    static void countErrors(Db db, long id) {
        db.sql(
                        "UPDATE harvest SET errors = (SELECT COUNT(*) FROM harvest_error e WHERE"
                                + " e.harvest_id = :id) WHERE id = :id")
                .bind("id", id)
                .update();
    }

    static List<Harvest.Problem> errors(Db db, long id, String after, int limit) {
        return db.sql(
                        "SELECT what, reason, first_ms, last_ms, times FROM harvest_error WHERE"
                                + " harvest_id = :id AND what > :after ORDER BY what LIMIT :limit")
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .list(
                        row ->
                                new Harvest.Problem(
                                        row.text("what"),
                                        row.text("reason"),
                                        Instant.ofEpochMilli(row.integer("first_ms")),
                                        Instant.ofEpochMilli(row.integer("last_ms")),
                                        row.integer("times")));
    }
}
