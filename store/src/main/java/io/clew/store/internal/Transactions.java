package io.clew.store.internal;

import io.clew.store.GroupHook;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Begins and ends the transactions in which groups of writes run; lives on the writer thread but
 * for {@link #isAhead}.
 *
 * <p>A group is durable once {@link #commit} returns. Where readers do not see it yet, {@link
 * #isAhead} says so until {@link #catchUp}.
 */
interface Transactions {

    /** Returns a connection inside a transaction that sees every group before. */
    JdbcDb begin() throws SQLException;

    /** Returns a connection that sees every durable group, for reads while readers cannot. */
    JdbcDb reader() throws SQLException;

    /** Makes the group durable. */
    void commit() throws SQLException;

    /** Undoes the group, and nothing before it. */
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
