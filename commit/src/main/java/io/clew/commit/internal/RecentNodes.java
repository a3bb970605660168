package io.clew.commit.internal;

import io.clew.model.Urn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds some of the nodes that were asked for last, each at one place: a write asks for the same
 * few many times, and the next write for many of them again.
 */
final class RecentNodes {

    /** Places, a power of two: the nodes of some hundred events. */
    private static final int PLACES = 2048;

    private final @Nullable Urn[] named = new @Nullable Urn[PLACES];
    private final int[] ids = new int[PLACES];
    private final int[] workspaces = new int[PLACES];

    private final @Nullable Urn[] numbered = new @Nullable Urn[PLACES];
    private final int[] numbers = new int[PLACES];

    /** Returns the id of a node; 0 when it is not here. */
    int find(int workspaceId, Urn urn) {
        int place = place(urn.hashCode());
        return workspaces[place] == workspaceId && urn.equals(named[place]) ? ids[place] : 0;
    }

    void put(int workspaceId, Urn urn, int id) {
        int place = place(urn.hashCode());
        named[place] = urn;
        ids[place] = id;
        workspaces[place] = workspaceId;
    }

    /** Returns the name of a node; null when it is not here. */
    @Nullable Urn urn(int id) {
        int place = place(id);
        return numbers[place] == id ? numbered[place] : null;
    }

    void put(int id, Urn urn) {
        int place = place(id);
        numbered[place] = urn;
        numbers[place] = id;
    }

    void forget() {
        Arrays.fill(named, null);
        Arrays.fill(numbered, null);
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 16) & PLACES - 1;
    }
}
