package io.clew.commit.internal;

import io.clew.commit.NodeNames;
import io.clew.model.Urn;
import io.clew.store.Db;
import io.clew.store.UrnHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Finds the ids of nodes and hands out new ones: of those written lately from memory, of all others
 * from the names that are given, or where these do not fit the log from the database. Lives on the
 * writer thread.
 */
final class NodeIds {

    /** Nodes remembered, some hundred bytes each: their names mostly are parts of no event now. */
    private static final int REMEMBERED_MAX = 4_096;

    /** A node's name in its workspace. */
    private record Key(int workspaceId, Urn urn) {}

    private final LinkedHashMap<Key, Integer> known = new LinkedHashMap<>(1024, 0.75f, true);

    /** The nodes of this group, in order, after those of the group before which names may lack. */
    private final List<Key> fresh = new ArrayList<>();

    private final RecentNodes recent = new RecentNodes();
    private NodeNames names = NodeNames.NONE;
    private int next;
    private int markNext;
    private int markFresh;

    private final int rememberedMax;

    NodeIds() {
        this(REMEMBERED_MAX);
    }

    /** Makes a memory of so many nodes. */
    NodeIds(int rememberedMax) {
        this.rememberedMax = rememberedMax;
    }

    /**
     * Begins a group.
     *
     * @param first the next free id
     * @param all names of all nodes before it, but maybe for those of the group before, which is on
     *     its way to them; others are not used
     */
    void begin(int first, NodeNames all) {
        next = first;
        int missing = first - 1 - all.count();
        boolean fits = missing >= 0 && missing <= fresh.size();
        names = fits ? all : NodeNames.NONE;
        int unnamed = fits ? missing : 0;
        fresh.subList(0, fresh.size() - unnamed).clear();
        forgetEldest(first - unnamed);
        mark();
    }

    void mark() {
        markNext = next;
        markFresh = fresh.size();
    }

    void undo() {
        List<Key> undone = fresh.subList(markFresh, fresh.size());
        recent.forget();
        undone.forEach(known::remove);
        undone.clear();
        next = markNext;
    }

    /**
     * Forgets what was used longest ago when there is too much.
     *
     * @param unnamed the first of the nodes that the names lack: those are kept
     */
    private void forgetEldest(int unnamed) {
        var eldest = known.values().iterator();
        while (known.size() > rememberedMax && eldest.hasNext()) {
            if (eldest.next() < unnamed) {
                eldest.remove();
            }
        }
    }

    void forget() {
        recent.forget();
        known.clear();
        fresh.clear();
    }

    int next() {
        return next;
    }

    /**
     * Returns the id of a node; 0 when there is none of that name.
     *
     * @param db sees only rows that are laid down: the nodes of others are known here
     */
    int find(Db db, int workspaceId, Urn urn) {
        int id = recent.find(workspaceId, urn);
        if (id == 0) {
            id = findKnown(db, new Key(workspaceId, urn));
            if (id > 0) {
                recent.put(workspaceId, urn, id);
            }
        }
        return id;
    }

    private int findKnown(Db db, Key key) {
        Integer id = known.get(key);
        if (id != null) {
            return id;
        }
        int stored =
                names == NodeNames.NONE
                        ? stored(db, key)
                        : names.find(key.workspaceId(), key.urn());
        if (stored > 0) {
            known.put(key, stored);
        }
        return stored;
    }

    private static int stored(Db db, Key key) {
        return db.sql("SELECT id FROM node WHERE workspace_id = :workspace AND urn_hash = :hash")
                .bind("workspace", key.workspaceId())
                .bind("hash", UrnHash.of(key.urn().toString()))
                .first(row -> (int) row.integer("id"))
                .orElse(0);
    }

    /** Returns the name of a node that is there. */
    Urn urn(Db db, int id) {
        Urn urn = recent.urn(id);
        if (urn == null) {
            urn =
                    freshUrn(id)
                            .orElseGet(
                                    () ->
                                            names == NodeNames.NONE
                                                    ? storedUrn(db, id)
                                                    : names.urn(id));
            recent.put(id, urn);
        }
        return urn;
    }

    private static Urn storedUrn(Db db, int id) {
        return db.sql("SELECT urn FROM node WHERE id = :id")
                .bind("id", id)
                .first(row -> row.text("urn"))
                .flatMap(Urn::parse)
                .orElseThrow();
    }

    /** Returns the name of a node that came with this group or the one before; empty for others. */
    private Optional<Urn> freshUrn(int id) {
        int index = id - (next - fresh.size());
        return index < 0 ? Optional.empty() : Optional.of(fresh.get(index).urn());
    }

    /** Gives a name that has none an id. */
    int add(int workspaceId, Urn urn) {
        int id = next++;
        Key key = new Key(workspaceId, urn);
        known.put(key, id);
        fresh.add(key);
        return id;
    }
}
