package io.clew.store;

/** Takes part in each group of writes; all calls come from the writer thread, in this order. */
public interface GroupHook {

    /** Begins a group inside its transaction, before the first write. */
    void begin(Db db);

    /** Begins one write of the group. */
    void writeBegins(Db db);

    /** Forgets what the write since {@link #writeBegins} did: it was undone. */
    void writeUndone();

    /** Ends the group inside its transaction, after the last write. */
    void end(Db db);

    /** Learns that the group is durable, before any of its callers is answered. */
    void committed();

    /** Learns that the whole group was undone; it may be run again from {@link #begin}. */
    void rolledBack();
}
