package io.clew.store.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the connection whose transaction stays open from group to group, and runs the groups of the
 * redo file again when it was lost.
 *
 * <p>Belongs to one thread at a time: to the lander while it has groups, else to the writer.
 */
final class OpenTransaction implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTransaction.class);

    private final Connector connector;
    private final RedoFile file;
    private @Nullable JdbcDb db;
    private boolean isOpen;

    /** The number of the last group that the database has committed. */
    private long committed;

    /** Whether durable groups are not in the transaction: it was rolled back. */
    private boolean isBehind;

    /** Begins with a database that has committed all groups up to a number. */
    OpenTransaction(Connector connector, RedoFile file, long committed) {
        this.connector = connector;
        this.file = file;
        this.committed = committed;
    }

    /** Returns the connection; opens one where there is none, and so nobody at work. */
    JdbcDb connection() throws SQLException {
        JdbcDb current = db;
        if (current == null) {
            current = connector.open();
            db = current;
        }
        return current;
    }

    boolean isBehind() {
        return isBehind;
    }

    /** Returns the connection inside the transaction, which has all groups up to a number. */
    JdbcDb at(long durable) throws SQLException {
        JdbcDb current = begun();
        if (isBehind) {
            redo(current, durable);
        }
        return current;
    }

    private JdbcDb begun() throws SQLException {
        JdbcDb current = connection();
        if (!isOpen) {
            current.beginWrite();
            isOpen = true;
        }
        return current;
    }

    private void redo(JdbcDb current, long durable) throws SQLException {
        try {
            long last = new Replay(current, committed).run(file);
            if (last != durable) {
                throw new IOException(
                        "the redo file has groups up to %d and not up to %d: it was damaged"
                                .formatted(last, durable));
            }
            isBehind = false;
        } catch (IOException e) {
            throw RedoFile.failure(e);
        } finally {
            if (isBehind) {
                undo(durable);
            }
        }
    }

    /** Runs groups that follow those that the transaction has. */
    void run(List<Lander.Group> groups) throws SQLException {
        PostedRun run = new PostedRun(connection());
        for (Lander.Group group : groups) {
            begun();
            for (Posted each : group.statements()) {
                run.add(each);
            }
            if (group.endsTransaction()) {
                run.end();
                commit(group.number());
            }
        }
        run.end();
    }

    /** Commits the transaction, which has all groups up to a number. */
    void commit(long groups) throws SQLException {
        JdbcDb current = begun();
        RedoState.writeGroups(current, groups);
        current.commit();
        isOpen = false;
        committed = groups;
    }

    /** Rolls the transaction back, and with it the durable groups that are in the file alone. */
    void undo(long durable) {
        isBehind = durable > committed;
        JdbcDb current = db;
        if (current != null && isOpen) {
            try {
                current.rollback();
            } catch (SQLException e) {
                LOG.debug("rollback failed; the connection is given up", e);
                close();
            }
        }
        isOpen = false;
    }

    /** Closes the connection; what it had not committed is in the file. */
    @Override
    public void close() {
        JdbcDb broken = db;
        db = null;
        isOpen = false;
        if (broken != null) {
            try {
                broken.close();
            } catch (DatabaseFailure e) {
                LOG.debug("closing a connection failed", e);
            }
        }
    }
}
