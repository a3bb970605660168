package io.clew.protocol.openlineage.accept;

import io.clew.store.Db;
import java.util.List;

/** Writes what must be durable exactly with the events of a call. */
@FunctionalInterface
public interface Alongside {

    /** Writes nothing. */
    Alongside NOTHING = (db, outcomes) -> {};

    /**
     * Writes rows in the transaction of the events, after them.
     *
     * <p>What it throws reaches the caller of the intake, and nothing of the call is kept: so a
     * source may first deal with what is refused, and then hand over the rest. A call with
     * something alongside is never split: what fails on one event fails as a whole.
     *
     * @param outcomes what becomes of each event when this transaction is durable, in order
     */
    void write(Db db, List<Outcome> outcomes);
}
