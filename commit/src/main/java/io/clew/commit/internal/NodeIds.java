package io.clew.commit.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Remembers the ids of nodes written lately and hands out new ones; lives on the writer thread. */
final class NodeIds {

    /** Nodes remembered; a miss costs one indexed look-up. */
    private static final int REMEMBERED_MAX = 100_000;

    /** A node's name in its workspace. */
    record Key(int workspaceId, String urn) {}

    private final LinkedHashMap<Key, Integer> known = new LinkedHashMap<>(1024, 0.75f, true);
    private final List<Key> fresh = new ArrayList<>();
    private int next;
    private int markNext;
    private int markFresh;

    void begin(int first) {
        next = first;
        fresh.clear();
        mark();
    }

    void mark() {
        markNext = next;
        markFresh = fresh.size();
    }

    void undo() {
        List<Key> undone = fresh.subList(markFresh, fresh.size());
        undone.forEach(known::remove);
        undone.clear();
        next = markNext;
    }

    void keep() {
        fresh.clear();
        var eldest = known.entrySet().iterator();
        while (known.size() > REMEMBERED_MAX) {
            eldest.next();
            eldest.remove();
        }
    }

    void forget() {
        known.clear();
        fresh.clear();
    }

    int next() {
        return next;
    }

    OptionalInt find(Key key) {
        Integer id = known.get(key);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /**
     * Returns the name of a node that came with this group; empty for one that was there before.
     */
    Optional<String> freshUrn(int id) {
        int index = id - (next - fresh.size());
        return index < 0 ? Optional.empty() : Optional.of(fresh.get(index).urn());
    }

    void remember(Key key, int id) {
        known.put(key, id);
    }

    int add(Key key) {
        int id = next++;
        known.put(key, id);
        fresh.add(key);
        return id;
    }
}
