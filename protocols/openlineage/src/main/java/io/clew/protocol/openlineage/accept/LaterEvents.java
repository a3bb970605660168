package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Assertion;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventReader;
import io.clew.protocol.openlineage.rows.EventRow;
import io.clew.protocol.openlineage.rows.LaterEventRows;
import io.clew.protocol.openlineage.runs.Producers;
import java.util.List;

/**
 * Says again what events stated that are later by event time, where one that came late changed what
 * they had found in force.
 */
final class LaterEvents {
    private static final int READ_AT_A_TIME = 100;

    /**
     * Most later events of one thing that are looked at. Beyond, what a late event changed holds
     * until an event to come says otherwise: a history told from its end to its beginning must not
     * read all of it once for each event.
     */
    private static final int LOOKED_AT_MAX = 10_000;

    private final Commit commit;
    private final LaterEventRows which;
    private final int node;
    private final String family;

    /**
     * Looks at the events of one thing.
     *
     * @param node of the job, dataset or run
     * @param family of their producers: others' statements stand beside
     */
    LaterEvents(Commit commit, LaterEventRows which, int node, String family) {
        this.commit = commit;
        this.which = which;
        this.node = node;
        this.family = family;
    }

    /**
     * Puts right what was changed as of a moment, from the next event on that speaks of it.
     *
     * @param changes what was; emptied as far as later events speak of it
     * @return when the newest of the later events is; {@code Long.MIN_VALUE} where there is none
     */
    long putRight(Changes changes, long millis, Again thing) {
        if (which != LaterEventRows.OF_RUN) {
            List<EventRow> all = after(LaterEventRows.OF_ALL, millis, Long.MAX_VALUE);
            if (all.size() < READ_AT_A_TIME) {
                return speak(all, changes, thing);
            }
        }
        long newest = which.newestMillis(commit, node);
        if (newest <= millis) {
            return Long.MIN_VALUE;
        }
        List<EventRow> rows = after(which, millis, Long.MAX_VALUE);
        for (int seen = rows.size();
                !rows.isEmpty() && seen <= LOOKED_AT_MAX;
                seen += rows.size()) {
            speak(rows, changes, thing);
            if (changes.isEmpty()) {
                return newest;
            }
            rows = after(which, rows.getLast().atMillis(), rows.getLast().position());
        }
        return newest;
    }

    private List<EventRow> after(LaterEventRows of, long millis, long position) {
        return of.after(commit, node, millis, position, READ_AT_A_TIME);
    }

    /** Lets events speak; returns when the last of them is that names the thing. */
    private long speak(List<EventRow> rows, Changes changes, Again thing) {
        long newest = Long.MIN_VALUE;
        for (EventRow row : rows) {
            Event event = EventReader.read(row.json()).event();
            if (thing.isNamedBy(event)) {
                newest = row.atMillis();
                if (!changes.isEmpty() && Producers.family(event.producer()).equals(family)) {
                    SaidAgain again = new SaidAgain(changes, statements(event, changes));
                    thing.speak(event, again);
                    again.finish();
                }
            }
        }
        return newest;
    }

    private DatedStatements statements(Event event, Changes changes) {
        Assertion edges = event instanceof Event.RunEvent ? Assertion.OBSERVED : Assertion.DECLARED;
        return new DatedStatements(
                commit, Producers.asserter(event.producer()), edges, event.at(), changes);
    }
}
