package io.clew.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a database what its redo file holds and it lacks, after a crash. */
final class RedoRecovery {
    private RedoRecovery() {}

    private static final Logger LOG = LoggerFactory.getLogger(RedoRecovery.class);

    /**
     * Recovers a database.
     *
     * @param isKnown checks that the database has a schema that this version may write
     * @throws IOException when the file cannot be read, or is not the database's
     */
    static void run(JdbcDb db, Path path, Runnable isKnown) throws IOException, SQLException {
        try (RedoFile file = RedoFile.open(path)) {
            String id = file.id();
            if (id.isEmpty() || !hasGroups(file, -1)) {
                return;
            }
            isKnown.run();
            RedoState state = RedoState.of(db);
            if (!hasGroups(file, state.groups())) {
                return;
            }
            if (!id.equals(state.id())) {
                throw new IOException("the redo file beside it belongs to another database");
            }
            db.beginWrite();
            long groups = new Replay(db, state.groups()).run(file);
            new RedoState(state.id(), groups).write(db);
            db.commit();
            LOG.info("took {} groups of writes from the redo file", groups - state.groups());
        }
    }

    private static boolean hasGroups(RedoFile file, long after) throws IOException {
        boolean[] found = new boolean[1];
        file.each((number, statements) -> found[0] |= number > after);
        return found[0];
    }
}
