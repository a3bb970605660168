package io.clew.commit.internal;

import io.clew.store.Db;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers the ids of the texts that facts repeat, and hands out new ones; lives on the writer
 * thread.
 */
final class WordIds {

    /** Words remembered; a miss costs one indexed look-up. */
    private static final int REMEMBERED_MAX = 100_000;

    private final Map<String, Long> known = new HashMap<>();
    private boolean isAdded;

    /** Begins one write of a group. */
    void mark() {
        isAdded = false;
    }

    /** Forgets what the write brought. */
    void undo() {
        if (isAdded) {
            known.clear();
        }
    }

    void forget() {
        known.clear();
    }

    long id(Db db, String word) {
        Long id = known.get(word);
        if (id == null) {
            if (known.size() >= REMEMBERED_MAX) {
                known.clear();
            }
            id = find(db, word);
            known.put(word, id);
        }
        return id;
    }

    private long find(Db db, String word) {
        return db.sql("SELECT id FROM word WHERE name = :name")
                .bind("name", word)
                .first(row -> row.integer("id"))
                .orElseGet(() -> add(db, word));
    }

    /** Whoever writes holds the log's head, so nobody else takes the same id. */
    private long add(Db db, String word) {
        isAdded = true;
        long id =
                db.sql("SELECT COALESCE(MAX(id), 0) + 1 AS id FROM word")
                        .first(row -> row.integer("id"))
                        .orElseThrow();
        db.sql("INSERT INTO word (id, name) VALUES (:id, :name)")
                .bind("id", id)
                .bind("name", word)
                .update();
        return id;
    }
}
