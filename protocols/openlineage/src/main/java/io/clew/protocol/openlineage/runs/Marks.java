package io.clew.protocol.openlineage.runs;

import io.clew.protocol.openlineage.event.EventType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps when the events of a run said that it began, went on and ended; the order in which they
 * came has no influence.
 *
 * @param turns each START and each end that was told, by time
 * @param firstMillis time of the earliest event of any type
 * @param lastMillis time of the latest event of any type
 * @param running whether any event said that it was under way without being a START
 */
record Marks(SortedSet<Turn> turns, long firstMillis, long lastMillis, boolean running) {

    /** Most turns that are kept: a run is attempted a few times, each with a start and an end. */
    private static final int TURNS_MAX = 1000;

    /** Says that a run began or ended; among equal times a beginning comes first. */
    record Turn(long atMillis, EventType type) implements Comparable<Turn> {
        private static final Comparator<Turn> ORDER =
                Comparator.comparingLong(Turn::atMillis)
                        .thenComparing(turn -> turn.type() != EventType.START)
                        .thenComparing(Turn::type);

        @Override
        public int compareTo(Turn other) {
            return ORDER.compare(this, other);
        }
    }

    static final Marks NONE = new Marks(new TreeSet<>(), Long.MAX_VALUE, Long.MIN_VALUE, false);

    /** Returns these marks and that of one more event. */
    Marks with(long atMillis, @Nullable EventType type) {
        SortedSet<Turn> all = turns;
        boolean goesOn = running || type == EventType.RUNNING;
        if (type != null && isTurn(type)) {
            all = new TreeSet<>(turns);
            all.add(new Turn(atMillis, type));
            if (all.size() > TURNS_MAX) {
                all.remove(all.first());
            }
        }
        return new Marks(
                all, Math.min(firstMillis, atMillis), Math.max(lastMillis, atMillis), goesOn);
    }

    private static boolean isTurn(EventType type) {
        return switch (type) {
            case START, COMPLETE, ABORT, FAIL -> true;
            case RUNNING, OTHER -> false;
        };
    }

    /** Returns the attempts in order; at least one. */
    List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        List<Turn> open = new ArrayList<>();
        for (Turn turn : turns) {
            boolean ended = open.stream().anyMatch(t -> t.type() != EventType.START);
            if (turn.type() == EventType.START && ended) {
                attempts.add(attempt(open));
                open = new ArrayList<>();
            }
            open.add(turn);
        }
        attempts.add(attempt(open));
        return attempts;
    }

    private Attempt attempt(List<Turn> turnsOfIt) {
        long start =
                turnsOfIt.stream()
                        .filter(turn -> turn.type() == EventType.START)
                        .mapToLong(Turn::atMillis)
                        .findFirst()
                        .orElse(firstMillis);
        for (EventType end : ENDS) {
            for (Turn turn : turnsOfIt) {
                if (turn.type() == end) {
                    return new Attempt(start, turn.atMillis(), state(end));
                }
            }
        }
        boolean underway = running || !turnsOfIt.isEmpty();
        return new Attempt(start, null, underway ? Attempt.State.RUNNING : Attempt.State.OTHER);
    }

    /** What ended an attempt, where several ends were told: a failure wins over success. */
    private static final List<EventType> ENDS =
            List.of(EventType.FAIL, EventType.ABORT, EventType.COMPLETE);

    private static Attempt.State state(EventType end) {
        return switch (end) {
            case FAIL -> Attempt.State.FAILED;
            case ABORT -> Attempt.State.ABORTED;
            case COMPLETE -> Attempt.State.COMPLETE;
            case START, RUNNING -> Attempt.State.RUNNING;
            case OTHER -> Attempt.State.OTHER;
        };
    }
}
