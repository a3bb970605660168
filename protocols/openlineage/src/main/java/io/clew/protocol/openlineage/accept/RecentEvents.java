package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventReader;
import io.clew.protocol.openlineage.rows.LaterEventRows;
import io.clew.protocol.openlineage.rows.Packing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the events that came last and what each may speak of, so that one that comes late finds
 * those after it by event time without a look into the database: batches of two clients are of the
 * same times.
 *
 * <p>It lies in the memory of the commits, and is gone when that is emptied. Lives on the writer
 * thread.
 */
final class RecentEvents {

    /** Most events: of four clients with batches of a thousand. */
    private static final int EVENTS_MAX = 4096;

    /** Most bytes of packed events: of as many of 2 KB. */
    private static final int PACKED_BYTES_MAX = 8 << 20;

    /** Most things that they speak of, in all; some five for each event are usual. */
    private static final int SPOKEN_OF_MAX = 65_536;

    /** Most events that are kept read; one takes some times the size of its JSON. */
    private static final int READ_MAX = 128;

    /** Largest JSON that is kept read. */
    private static final int READ_BYTES_MAX = 32 * 1024;

    private final ArrayDeque<Heard> all = new ArrayDeque<>();

    /** What events speak of a thing, by the events' order. */
    private final Map<Integer, List<Naming>> byNode = new HashMap<>();

    /** The newest time of the events of a workspace that are not here. */
    private final Map<Integer, Long> elsewhere = new HashMap<>();

    /** For a workspace, a time after which many events are stored. */
    private final Map<Integer, Long> crowded = new HashMap<>();

    private final LinkedHashMap<Long, Event> read =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Event> eldest) {
                    return size() > READ_MAX;
                }
            };

    private final int eventsMax;
    private long packedBytes;
    private int spokenOf;

    private RecentEvents(int eventsMax) {
        this.eventsMax = eventsMax;
    }

    private record Key() {}

    /** Names the newest time of a thing's events that are not here, in what is remembered. */
    private record Complete(int node) {}

    /**
     * An event.
     *
     * @param family of its producer
     * @param packed its bytes
     * @param spoken what it may speak of
     */
    record Heard(
            int workspace,
            long millis,
            long position,
            String family,
            byte[] packed,
            SpokenOf spoken) {

        /** Says whether it stands after another: by its time, at equal times by position. */
        boolean isAfter(long otherMillis, long otherPosition) {
            return millis == otherMillis ? position > otherPosition : millis > otherMillis;
        }
    }

    /** An event, and what it may speak of one thing. */
    record Naming(Heard event, long topics) {}

    /** Returns what a commit's server remembers. */
    static RecentEvents of(Commit commit) {
        return of(commit, EVENTS_MAX);
    }

    /**
     * Returns what a commit's server remembers.
     *
     * @param eventsMax how many events at most, where it begins only now
     */
    static RecentEvents of(Commit commit, int eventsMax) {
        RecentEvents recent;
        if (commit.memory().recall(new Key()) instanceof RecentEvents known) {
            recent = known;
        } else {
            recent = new RecentEvents(eventsMax);
            commit.memory().remember(new Key(), recent);
        }
        if (!recent.elsewhere.containsKey(commit.workspaceId())) {
            recent.elsewhere.put(commit.workspaceId(), LaterEventRows.newestOfAll(commit));
        }
        return recent;
    }

    /** Remembers that no event named a thing before the one that is being taken. */
    void isNew(Commit commit, int node) {
        commit.memory().remember(new Complete(node), Long.MIN_VALUE);
    }

    /** Adds an event that was taken. */
    void add(Commit commit, Heard event) {
        insert(event);
        while (all.size() > eventsMax
                || packedBytes > PACKED_BYTES_MAX
                || spokenOf > SPOKEN_OF_MAX) {
            forgetEldest(commit);
        }
    }

    private void insert(Heard event) {
        SpokenOf spoken = event.spoken();
        if (spoken.size() == 0) {
            return;
        }
        all.add(event);
        packedBytes += event.packed().length;
        spokenOf += spoken.size();
        for (int i = 0; i < spoken.size(); i++) {
            List<Naming> of = byNode.computeIfAbsent(spoken.node(i), n -> new ArrayList<>(4));
            of.add(
                    firstAfter(of, event.millis(), event.position()),
                    new Naming(event, spoken.topics(i)));
        }
    }

    /** Returns the index of the first that stands after a place; mostly there is none. */
    private static int firstAfter(List<Naming> of, long millis, long position) {
        int index = of.size();
        while (index > 0 && of.get(index - 1).event().isAfter(millis, position)) {
            index--;
        }
        return index;
    }

    private void forgetEldest(Commit commit) {
        Heard eldest = all.remove();
        packedBytes -= eldest.packed().length;
        spokenOf -= eldest.spoken().size();
        elsewhere.merge(eldest.workspace(), eldest.millis(), Math::max);
        for (int i = 0; i < eldest.spoken().size(); i++) {
            int node = eldest.spoken().node(i);
            forget(node, eldest);
            Complete key = new Complete(node);
            if (commit.memory().recall(key) instanceof Long known && known < eldest.millis()) {
                commit.memory().remember(key, eldest.millis());
            }
        }
    }

    private void forget(int node, Heard event) {
        List<Naming> of = byNode.getOrDefault(node, List.of());
        for (int i = 0; i < of.size(); i++) {
            if (of.get(i).event() == event) { // the same event may have been learned too
                of.remove(i);
                break;
            }
        }
        if (of.isEmpty()) {
            byNode.remove(node);
        }
    }

    /** Returns the events after a moment that speak of a thing; null when others may be stored. */
    @Nullable List<Naming> after(Commit commit, int node, long millis) {
        long known =
                commit.memory().recall(new Complete(node)) instanceof Long of
                        ? of
                        : elsewhere.getOrDefault(commit.workspaceId(), Long.MAX_VALUE);
        if (known > millis) {
            return null;
        }
        List<Naming> of = byNode.getOrDefault(node, List.of());
        return of.subList(firstAfter(of, millis, Long.MAX_VALUE), of.size());
    }

    /** Learns all events after a moment that speak of a thing. */
    void learn(Commit commit, int node, long millis, List<Heard> events) {
        Set<Long> known = new HashSet<>();
        byNode.getOrDefault(node, List.of()).forEach(each -> known.add(each.event().position()));
        for (Heard event : events) {
            if (!known.contains(event.position())) {
                insert(event);
            }
        }
        commit.memory().remember(new Complete(node), millis);
    }

    /** Learns when the newest of all events of a thing is. */
    void learn(Commit commit, int node, long newestMillis) {
        commit.memory().remember(new Complete(node), newestMillis);
    }

    /** Says whether it is known that many events of the workspace come after a moment. */
    boolean isCrowded(Commit commit, long millis) {
        return crowded.getOrDefault(commit.workspaceId(), Long.MIN_VALUE) >= millis;
    }

    /** Learns that many events of the workspace come after a moment, and so after earlier ones. */
    void isCrowdedAfter(Commit commit, long millis) {
        crowded.merge(commit.workspaceId(), millis, Math::max);
    }

    /** Reads an event, which may have been read lately. */
    Event read(long position, byte[] packed) {
        Event known = read.get(position);
        if (known != null) {
            return known;
        }
        byte[] json = Packing.unpack(packed);
        Event event = EventReader.read(json).event();
        if (json.length <= READ_BYTES_MAX) {
            read.put(position, event);
        }
        return event;
    }
}
