package io.clew.store;

import java.util.Optional;

/**
 * Takes part in each group of writes; calls come from the writer thread, in this order, but for
 * what {@link #whenDurable} returns.
 *
 * <p>Whatever was learnt since {@link #begin} is forgotten at {@link #rolledBack}, after which the
 * same writes may be run again.
 */
public interface GroupHook {

    /** Begins a group inside its transaction, before the first write. */
    default void begin(Db db) {}

    /** Begins one write of the group. */
    default void writeBegins(Db db) {}

    /** Forgets what the write since {@link #writeBegins} did: it was undone. */
    default void writeUndone() {}

    /**
     * Lays down rows that the writes so far left waiting: after the last write, or after each one
     * where each has its savepoint. What it throws is the fault of one of those writes.
     */
    default void settle(Db db) {}

    /** Ends the group inside its transaction, after the last write. */
    default void end(Db db) {}

    /** Learns that the group is durable, before any of its callers is answered. */
    default void committed() {}

    /**
     * Returns what is to be done once the group is durable, before any of its callers is answered:
     * on another thread maybe, while the next group is begun, but after what followed the one
     * before. Called at the end of the group; when it turns out not to be durable, {@link
     * #rolledBack} follows, maybe only after the next one was begun.
     */
    default Runnable whenDurable() {
        return this::committed;
    }

    /** Learns that the whole group was undone. */
    default void rolledBack() {}

    /**
     * Says whether the group is durable after all, when the connection was lost before its commit
     * was answered; runs in a new transaction, in place of {@link #committed}.
     *
     * @return empty when the group left nothing to tell by
     */
    default Optional<Boolean> isDurable(Db db) {
        return Optional.empty();
    }
}
