package io.clew.store.internal;

import io.clew.store.GroupHook;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits each group by itself, so that readers see it at once: for PostgreSQL. */
final class CommittedTransactions implements Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(CommittedTransactions.class);

    private final Connector connector;
    private @Nullable JdbcDb db;

    CommittedTransactions(Connector connector) {
        this.connector = connector;
    }

    @Override
    public JdbcDb begin() throws SQLException {
        JdbcDb current = connection();
        current.beginWrite();
        return current;
    }

    /** Is not asked for: readers see every group. */
    @Override
    public JdbcDb reader() {
        throw new IllegalStateException("readers see every group");
    }

    private JdbcDb connection() throws SQLException {
        JdbcDb current = db;
        if (current == null) {
            current = connector.open();
            db = current;
        }
        return current;
    }

    @Override
    public void commit(boolean isMoreWaiting, Outcome outcome) throws SQLException {
        connection().commit();
        outcome.durable();
    }

    /** Has nothing to wait for. */
    @Override
    public void awaitOutcome() {}

    @Override
    public boolean hasLost() {
        return false;
    }

    @Override
    public void rollback() {
        JdbcDb current = db;
        if (current != null) {
            try {
                current.rollback();
            } catch (SQLException e) {
                LOG.debug("rollback failed; the connection is given up", e);
                close();
            }
        }
    }

    /** Asks over a new connection whether the group whose commit failed is there. */
    @Override
    public Optional<Boolean> lookAgain(GroupHook hook) {
        close();
        try {
            JdbcDb fresh = begin();
            Optional<Boolean> durable = hook.isDurable(fresh);
            fresh.rollback();
            LOG.warn("a commit got no answer; looking again, the group is there: {}", durable);
            return durable;
        } catch (SQLException | RuntimeException e) {
            LOG.error("a commit got no answer and cannot be looked up", e);
            return Optional.empty();
        }
    }

    /** Does nothing: PostgreSQL decides for itself what a commit that failed comes to. */
    @Override
    public void eraseFailedCommit() {}

    @Override
    public boolean isAhead() {
        return false;
    }

    @Override
    public boolean isFarAhead() {
        return false;
    }

    @Override
    public void catchUp() {}

    @Override
    public void close() {
        JdbcDb broken = db;
        db = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (DatabaseFailure e) {
                LOG.debug("closing a connection failed", e);
            }
        }
    }
}
