package io.clew.commit.internal;

import io.clew.model.Asserter;
import io.clew.store.Db;
import io.clew.store.UrnHash;
import java.util.HashMap;
import java.util.Map;

/** Remembers the ids of asserters and hands out new ones; lives on the writer thread. */
final class Asserters {

    /** Asserters remembered; a miss costs one indexed look-up. */
    private static final int REMEMBERED_MAX = 10_000;

    private record Key(int workspaceId, Asserter asserter) {}

    private final Map<Key, Long> known = new HashMap<>();
    private long next;
    private long markNext;

    void begin(long first) {
        next = first;
        if (known.size() > REMEMBERED_MAX) {
            known.clear();
        }
    }

    void mark() {
        markNext = next;
    }

    void undo() {
        if (next != markNext) {
            next = markNext;
            known.clear();
        }
    }

    void forget() {
        known.clear();
    }

    long next() {
        return next;
    }

    long id(Db db, int workspaceId, Asserter asserter) {
        Key key = new Key(workspaceId, asserter);
        Long id = known.get(key);
        if (id == null) {
            id = find(db, key);
            known.put(key, id);
        }
        return id;
    }

    private long find(Db db, Key key) {
        byte[] hash = UrnHash.of(key.asserter().agent().toString());
        return db.sql(
                        "SELECT id FROM asserter WHERE workspace_id = :workspace AND agent_hash ="
                                + " :hash AND protocol = :protocol")
                .bind("workspace", key.workspaceId())
                .bind("hash", hash)
                .bind("protocol", key.asserter().protocol())
                .first(row -> row.integer("id"))
                .orElseGet(() -> insert(db, key, hash));
    }

    private long insert(Db db, Key key, byte[] hash) {
        long id = next++;
        db.sql(
                        "INSERT INTO asserter (id, workspace_id, agent_hash, agent, protocol) VALUES"
                                + " (:id, :workspace, :hash, :agent, :protocol)")
                .bind("id", id)
                .bind("workspace", key.workspaceId())
                .bind("hash", hash)
                .bind("agent", key.asserter().agent().toString())
                .bind("protocol", key.asserter().protocol())
                .update();
        return id;
    }
}
