package io.clew.store;

import java.util.function.Function;

/**
 * Opens transactions on one database; the only door to it.
 *
 * <p>Reads run side by side on consistent snapshots. Writes are grouped: many callers share one
 * transaction and one fsync, each waits until its own write is durable. Failures of the database
 * surface as {@link io.clew.model.ClewException}: UNAVAILABLE when it is gone or full, INTERNAL
 * when it refuses a statement. A read or write is never made inside another.
 */
public interface Store extends AutoCloseable {

    /** Runs a read on one snapshot and returns its result; the {@link Db} must not escape. */
    <T> T read(Function<Db, T> work);

    /**
     * Runs a write and returns once it is durable.
     *
     * <p>The work may run more than once (a serialization failure repeats the group), so it must
     * have no effect but on the given {@link Db}. When it throws, all it wrote is undone and the
     * exception reaches the caller; other writes of the group are not touched.
     */
    <T> T write(Function<Db, T> work);

    /**
     * Installs what happens around each group of writes; called once, before the first write.
     *
     * <p>All calls come from the writer thread.
     */
    void around(GroupHook hook);

    /** Returns a short name for people: {@code sqlite} or {@code postgresql}. */
    String databaseName();

    @Override
    void close();
}
