package io.clew.questions.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * Tells what a harvest brought. Tools keep the present and little of how it came to be: nobody
 * knows then who said so, nor, where the tool keeps no time, since when it holds.
 */
final class Harvested {
    private Harvested() {}

    /** Returns when a harvest recorded an entry; empty when it is the word of a client. */
    static Optional<Instant> at(Scene scene, long entry) {
        return scene.db()
                .sql(
                        "SELECT recorded_ms FROM entry WHERE position = :position AND operation"
                                + " LIKE 'harvest/%'")
                .bind("position", entry)
                .first(row -> Instant.ofEpochMilli(row.integer("recorded_ms")));
    }
}
