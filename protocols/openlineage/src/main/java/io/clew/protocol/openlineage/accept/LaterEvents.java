package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Assertion;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.rows.LaterEventRows;
import io.clew.protocol.openlineage.runs.Producers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private final RecentEvents recent;
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
        this.recent = RecentEvents.of(commit);
        this.which = which;
        this.node = node;
        this.family = family;
    }

    /**
     * Tells of the later events.
     *
     * @param topics what they may speak of
     * @param newestMillis when the newest of them is
     */
    record Spoken(long topics, long newestMillis) {
        static final Spoken NOTHING = new Spoken(0, Long.MIN_VALUE);
    }

    /**
     * Puts right what was changed as of a moment, from the next event on that speaks of it.
     *
     * @param changes what was; emptied as far as later events speak of it
     * @param topics of what made the changes
     */
    Spoken putRight(Changes changes, long topics, long millis, Again thing) {
        if (changes.isEmpty() || topics == 0) {
            return Spoken.NOTHING;
        }
        List<RecentEvents.Naming> known = recent.after(commit, node, millis);
        if (known == null) {
            known = learn(millis, thing);
        }
        return known == null
                ? speakPageByPage(changes, topics, millis, thing)
                : speak(known, changes, topics, thing);
    }

    /** Learns the later events where they are few; null where they are not. */
    private @Nullable List<RecentEvents.Naming> learn(long millis, Again thing) {
        List<LaterEventRows.Later> rows = List.of();
        boolean areFew = false;
        if (which != LaterEventRows.OF_RUN && !recent.isCrowded(commit, millis)) {
            rows = after(LaterEventRows.OF_ALL, millis, Long.MAX_VALUE);
            areFew = rows.size() < READ_AT_A_TIME;
            if (!areFew) {
                recent.isCrowdedAfter(commit, millis);
            }
        }
        if (!areFew) {
            rows = after(which, millis, Long.MAX_VALUE);
            if (rows.size() >= READ_AT_A_TIME) {
                return null;
            }
        }
        List<RecentEvents.Heard> events = new ArrayList<>();
        for (LaterEventRows.Later row : rows) {
            Event event = recent.read(row.position(), row.packed());
            long topics = thing.topics(event);
            if (topics != 0) {
                SpokenOf spoken = new SpokenOf();
                spoken.add(node, topics);
                events.add(
                        new RecentEvents.Heard(
                                commit.workspaceId(),
                                row.millis(),
                                row.position(),
                                Producers.family(event.producer()),
                                row.packed(),
                                spoken));
            }
        }
        recent.learn(commit, node, millis, events);
        return recent.after(commit, node, millis);
    }

    /** Shows the later events of all producers that may speak of some topics, by time. */
    void visit(long millis, long topics, Again thing, Consumer<Event> visitor) {
        List<RecentEvents.Naming> known = recent.after(commit, node, millis);
        if (known == null) {
            known = learn(millis, thing);
        }
        if (known != null) {
            for (RecentEvents.Naming each : known) {
                if ((each.topics() & topics) != 0) {
                    RecentEvents.Heard event = each.event();
                    visitor.accept(recent.read(event.position(), event.packed()));
                }
            }
            return;
        }
        List<LaterEventRows.Later> rows = after(which, millis, Long.MAX_VALUE);
        for (int seen = rows.size();
                !rows.isEmpty() && seen <= LOOKED_AT_MAX;
                seen += rows.size()) {
            for (LaterEventRows.Later row : rows) {
                Event event = recent.read(row.position(), row.packed());
                if ((thing.topics(event) & topics) != 0) {
                    visitor.accept(event);
                }
            }
            rows = after(which, rows.getLast().millis(), rows.getLast().position());
        }
    }

    private Spoken speakPageByPage(Changes changes, long topics, long millis, Again thing) {
        long newest = which.newestMillis(commit, node);
        recent.learn(commit, node, newest);
        List<LaterEventRows.Later> rows = after(which, millis, Long.MAX_VALUE);
        for (int seen = rows.size();
                !rows.isEmpty() && seen <= LOOKED_AT_MAX;
                seen += rows.size()) {
            for (LaterEventRows.Later row : rows) {
                if (changes.isEmpty()) {
                    return new Spoken(-1, newest);
                }
                Event event = recent.read(row.position(), row.packed());
                if ((thing.topics(event) & topics) != 0
                        && Producers.family(event.producer()).equals(family)) {
                    speak(event, changes, thing);
                }
            }
            rows = after(which, rows.getLast().millis(), rows.getLast().position());
        }
        return new Spoken(-1, newest);
    }

    private List<LaterEventRows.Later> after(LaterEventRows of, long millis, long position) {
        return of.after(commit, node, millis, position, READ_AT_A_TIME);
    }

    private Spoken speak(
            List<RecentEvents.Naming> later, Changes changes, long topics, Again thing) {
        long spoken = 0;
        long newest = Long.MIN_VALUE;
        for (RecentEvents.Naming each : later) {
            RecentEvents.Heard event = each.event();
            if (event.family().equals(family)) {
                spoken |= each.topics();
                newest = event.millis();
                if ((each.topics() & topics) != 0 && !changes.isEmpty()) {
                    speak(recent.read(event.position(), event.packed()), changes, thing);
                }
            }
        }
        return new Spoken(spoken, newest);
    }

    private void speak(Event event, Changes changes, Again thing) {
        SaidAgain again = new SaidAgain(changes, statements(event, changes));
        thing.speak(event, again);
        again.finish();
    }

    private DatedStatements statements(Event event, Changes changes) {
        Assertion edges = event instanceof Event.RunEvent ? Assertion.OBSERVED : Assertion.DECLARED;
        return new DatedStatements(
                commit, Producers.asserter(event.producer()), edges, event.at(), changes);
    }
}
