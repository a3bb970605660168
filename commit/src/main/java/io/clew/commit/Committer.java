package io.clew.commit;

import io.clew.commit.inference.LatestBeforeStart;
import io.clew.commit.internal.LogWriter;
import io.clew.model.log.LogEntry;
import io.clew.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes every write of Clew: protocol rows, facts and one audit entry, durable together.
 *
 * <p>When {@link #commit} returns, the write is on disk and every listener has it: an answer read
 * afterwards contains it.
 */
public final class Committer {

    private final Store store;
    private final LogWriter log;

    /**
     * Makes the commit path of a store; one for each store.
     *
     * @param listeners learn of each entry in order, on the writer thread, before its caller is
     *     answered; they must be quick and must not throw
     */
    public Committer(Store store, InstantSource clock, List<Consumer<LogEntry>> listeners) {
        this.store = store;
        this.log = new LogWriter(clock, List.of(new LatestBeforeStart()), listeners);
        store.around(log);
    }

    /**
     * Makes one write and returns what the work returned, once durable.
     *
     * @param work adds rows and facts; may run more than once; when it throws, nothing is kept and
     *     the exception reaches the caller
     */
    public <T> T commit(Intent intent, Function<Commit, T> work) {
        return store.write(
                db -> {
                    LogWriter.Open commit = log.open(db, intent);
                    T result = work.apply(commit);
                    commit.close();
                    return result;
                });
    }
}
