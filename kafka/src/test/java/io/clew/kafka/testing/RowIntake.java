package io.clew.kafka.testing;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Workspace;
import io.clew.protocol.openlineage.accept.Alongside;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Origin;
import io.clew.protocol.openlineage.accept.Outcome;
import io.clew.store.Migration;
import io.clew.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes any text in braces, as one row each, twice if it is given twice: so what is lost or doubled
 * shows.
 */
public final class RowIntake implements EventIntake {

    /** The table of rows. */
    public static final Migration MIGRATION =
            new Migration(
                    "test/0001",
                    "CREATE TABLE taken (position {{INT64}} PRIMARY KEY, body TEXT NOT NULL)"
                            + " {{STRICT}};\n");

    private final Store store;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    public RowIntake(Store store) {
        this.store = store;
    }

    /** Refuses a text for now, as an overloaded server does. */
    public void refuseForNow(String body) {
        busy.add(body);
    }

    /** Refuses it no more. */
    public void relent() {
        busy.clear();
    }

    /** Fails whatever comes with a text, as a defect does. */
    public void failWith(String body) {
        broken.add(body);
    }

    @Override
    public List<Outcome> accept(
            Workspace workspace, Origin origin, List<byte[]> events, Alongside alongside) {
        return store.write(
                db -> {
                    long next =
                            db.sql("SELECT coalesce(max(position), 0) AS last FROM taken")
                                    .first(row -> row.integer("last"))
                                    .orElseThrow();
                    List<Outcome> outcomes = new ArrayList<>();
                    for (byte[] event : events) {
                        String body = new String(event, StandardCharsets.UTF_8);
                        if (broken.contains(body)) {
                            throw new IllegalStateException("a defect");
                        }
                        Outcome outcome = outcome(body);
                        outcomes.add(outcome);
                        if (outcome instanceof Outcome.Accepted) {
                            db.sql("INSERT INTO taken (position, body) VALUES (:position, :body)")
                                    .bind("position", ++next)
                                    .bind("body", body)
                                    .update();
                        }
                    }
                    alongside.write(db, outcomes);
                    return outcomes;
                });
    }

    private Outcome outcome(String body) {
        if (busy.contains(body)) {
            return new Outcome.Refused(
                    new ClewException(ErrorCode.UNAVAILABLE, "too much to do"), true);
        }
        return body.startsWith("{")
                ? new Outcome.Accepted(false, List.of())
                : new Outcome.Refused(
                        ClewException.invalid("/eventTime", "expected JSON, not " + body), false);
    }

    /** Returns all texts that were taken, in order. */
    public List<String> taken() {
        return store.read(
                db ->
                        db.sql("SELECT body FROM taken ORDER BY position")
                                .list(row -> row.text("body")));
    }

    /** Returns how many were taken. */
    public long count() {
        return store.read(
                db ->
                        db.sql("SELECT count(*) AS n FROM taken")
                                .first(row -> row.integer("n"))
                                .orElseThrow());
    }
}
