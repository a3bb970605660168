package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds what an asserter said of whether a dataset is deleted: each drop for itself, since one
 * before may turn out to have failed, and what ended it.
 */
final class Drops {
    private final Commit commit;
    private final Urn dataset;
    private final Asserter by;
    private final NavigableMap<Long, Boolean> said;
    private final SortedMap<Long, Boolean> added = new TreeMap<>();
    private boolean isTakenBack;

    Drops(Commit commit, Urn dataset, Asserter by) {
        this.commit = commit;
        this.dataset = dataset;
        this.by = by;
        this.said =
                commit.isNew(dataset) ? new TreeMap<>() : SaidBefore.deleted(commit, dataset, by);
    }

    boolean isDeleted(Instant at) {
        Map.Entry<Long, Boolean> last = said.floorEntry(at.toEpochMilli());
        return last != null && last.getValue();
    }

    /** States a drop, whatever is in force. */
    void drop(Instant at) {
        say(true, at);
    }

    /** States that the dataset is there at an instant, whatever is in force. */
    void isThere(Instant at) {
        say(false, at);
    }

    /** States that the dataset is there from an instant on, where that is news. */
    void isBack(Instant from) {
        if (isDeleted(from)) {
            say(false, from);
        }
    }

    private void say(boolean deleted, Instant at) {
        said.put(at.toEpochMilli(), deleted);
        added.put(at.toEpochMilli(), deleted);
    }

    /** Takes back what was said of an instant. */
    void takeBack(Instant at) {
        isTakenBack |= said.remove(at.toEpochMilli()) != null;
        added.remove(at.toEpochMilli());
    }

    /** Adds to the commit what came of all this. */
    void state(Instant at) {
        if (isTakenBack) {
            commit.add(
                    new Fact.AttributeRetraction(
                            dataset, Attributes.DELETED, time(at), by, "the run failed"));
        }
        (isTakenBack ? said : added)
                .forEach((millis, deleted) -> add(Instant.ofEpochMilli(millis), deleted));
    }

    private void add(Instant at, boolean deleted) {
        commit.add(
                new Fact.AttributeFact(
                        dataset,
                        Attributes.DELETED,
                        deleted ? true : null,
                        Assertion.DECLARED,
                        time(at),
                        by,
                        null));
    }

    private static EventTime time(Instant at) {
        return new EventTime(at, EventTime.Source.REPORTED);
    }
}
