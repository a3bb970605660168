package io.clew.commit;

import io.clew.commit.inference.LatestBeforeStart;
import io.clew.commit.inference.PartOfTable;
import io.clew.commit.inference.SameBytes;
import io.clew.commit.inference.SamePeople;
import io.clew.commit.internal.Feed;
import io.clew.commit.internal.LogWriter;
import io.clew.commit.internal.OpenCommit;
import io.clew.identity.People;
import io.clew.model.log.LogEntry;
import io.clew.store.Db;
import io.clew.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes every write of Clew: protocol rows, facts and one audit entry, durable together.
 *
 * <p>When {@link #commit} returns, the write is on disk and every listener has it: an answer read
 * afterwards contains it.
 */
public final class Committer {

    /** Entries read at a time to bring listeners up to date. */
    private static final int CATCH_UP_ENTRIES = 1000;

    private final Store store;
    private final Feed feed;
    private final LogWriter log;

    /**
     * Makes the commit path of a store; one for each store.
     *
     * @param listeners learn of each entry in order, before its caller is answered: on the thread
     *     that waited for the disk, or the one that runs {@link #catchUp}, one at a time; they must
     *     be quick and must not throw
     * @param heard the last position that the listeners know already; 0 for none
     * @param people whose spellings the operator knows
     * @param names what nodes are called, up to the last entry that the listeners heard
     */
    public Committer(
            Store store,
            InstantSource clock,
            List<Consumer<LogEntry>> listeners,
            long heard,
            People people,
            Supplier<NodeNames> names) {
        this.store = store;
        this.feed = new Feed(listeners, heard);
        this.log =
                new LogWriter(
                        clock,
                        List.of(
                                new PartOfTable(),
                                new SamePeople(people),
                                new SameBytes(),
                                new LatestBeforeStart()),
                        feed,
                        names);
        store.around(log);
    }

    /** Makes the commit path of a store whose operator says nothing of people. */
    public Committer(
            Store store, InstantSource clock, List<Consumer<LogEntry>> listeners, long heard) {
        this(store, clock, listeners, heard, People.NONE);
    }

    /** Makes the commit path of a store that is asked for the nodes that it has. */
    public Committer(
            Store store,
            InstantSource clock,
            List<Consumer<LogEntry>> listeners,
            long heard,
            People people) {
        this(store, clock, listeners, heard, people, () -> NodeNames.NONE);
    }

    /** Makes the commit path of a store whose log the listeners know already. */
    public Committer(Store store, InstantSource clock, List<Consumer<LogEntry>> listeners) {
        this(store, clock, listeners, store.<Long>read(LogReader::head));
    }

    /**
     * Tells the listeners all entries that they do not know yet: at the start, and from time to
     * time where other servers write to the same database.
     *
     * <p>Cheap when there is nothing new: one row is read. Entries are visible in the order of
     * their positions and without gaps, since a group takes its positions under the lock of the
     * log's head and lets it go by committing; so none becomes visible behind one that was told.
     */
    public void catchUp() {
        long head = store.<Long>read(LogReader::head);
        for (long heard = feed.heard(); heard < head; heard = feed.heard()) {
            long after = heard;
            feed.tellNext(after, store.read(db -> LogReader.entries(db, after, CATCH_UP_ENTRIES)));
        }
    }

    /** Makes several entries inside one transaction; valid only while the work runs. */
    public interface Session {

        /** Returns the transaction, for rows that belong to no entry. */
        Db db();

        /** Makes one entry, after those before it; nothing of any is kept when it throws. */
        <T> T commit(Intent intent, Function<Commit, T> work);
    }

    /**
     * Makes one write of several entries and returns what the work returned, once all are durable.
     *
     * @param work makes the entries; may run more than once; when it throws, nothing is kept and
     *     the exception reaches the caller
     */
    public <T> T commitAll(Function<Session, T> work) {
        return store.write(
                db ->
                        work.apply(
                                new Session() {
                                    @Override
                                    public Db db() {
                                        return log.settling(db);
                                    }

                                    @Override
                                    public <E> E commit(Intent intent, Function<Commit, E> one) {
                                        return entry(db, intent, one);
                                    }
                                }));
    }

    private <T> T entry(Db db, Intent intent, Function<Commit, T> work) {
        OpenCommit commit = log.open(db, intent);
        T result = work.apply(commit);
        commit.close();
        return result;
    }

    /**
     * Makes one write and returns what the work returned, once durable.
     *
     * @param work adds rows and facts; may run more than once; when it throws, nothing is kept and
     *     the exception reaches the caller
     */
    public <T> T commit(Intent intent, Function<Commit, T> work) {
        return store.write(db -> entry(db, intent, work));
    }
}
