package io.clew.store.internal;

import io.clew.store.GroupHook;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Begins and ends the transactions in which groups of writes run; lives on the writer thread but
 * for {@link #isAhead}.
 *
 * <p>A group is durable once its {@link Outcome} says so. Where readers do not see it yet, {@link
 * #isAhead} says so until {@link #catchUp}.
 */
interface Transactions {

    /** Returns a connection inside a transaction that sees every group before. */
    JdbcDb begin() throws SQLException;

    /** Returns a connection that sees every durable group, for reads while readers cannot. */
    JdbcDb reader() throws SQLException;

    /** Is told what came of a group. */
    interface Outcome {

        /** The group is durable. */
        void durable();

        /** The group is not durable, and never will be. */
        void failed(DatabaseFailure reason);
    }

    /**
     * Makes the group durable and tells its outcome: before it returns, or, when more is waiting to
     * be written, maybe on another thread while the next group is prepared.
     *
     * @throws SQLException when it could not be made durable; then the outcome is told nothing
     */
    void commit(boolean isMoreWaiting, Outcome outcome) throws SQLException;

    /** Waits for the outcome of the group before. */
    void awaitOutcome();

    /**
     * Says whether the outcome of the group before was told to be a failure: then {@link #rollback}
     * is due, which takes back what was known from it.
     */
    boolean hasLost();

    /** Undoes the group, and one before it that was lost, and nothing else. */
    void rollback();

    /**
     * Says whether a group is durable after all whose {@link #commit} failed; empty when nobody
     * knows.
     */
    Optional<Boolean> lookAgain(GroupHook hook);

    /** Makes sure that a commit which is reported as failed does not come back after a crash. */
    void eraseFailedCommit();

    /** Says whether there are durable groups that readers do not see; for any thread. */
    boolean isAhead();

    /** Says whether so much is ahead that it is time to {@link #catchUp}. */
    boolean isFarAhead();

    /** Lets readers see every durable group. */
    void catchUp() throws SQLException;

    /** Ends the connection; what readers do not see is there when the store is opened again. */
    void close();
}
