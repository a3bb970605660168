package io.clew.graph.traversal;

import java.util.Arrays;

/** Maps node numbers, from 1, to ints from 0; open addressing, no boxing. */
final class IntMap {

    /** What an absent key has. */
    static final int ABSENT = -1;

    private static final int SPREAD = 0x9E3779B9;

    private int[] keys = new int[32];
    private int[] values = new int[32];
    private int size;

    int get(int key) {
        int mask = keys.length - 1;
        for (int i = slot(key, mask); keys[i] != 0; i = (i + 1) & mask) {
            if (keys[i] == key) {
                return values[i];
            }
        }
        return ABSENT;
    }

    boolean has(int key) {
        return get(key) != ABSENT;
    }

    void put(int key, int value) {
        int mask = keys.length - 1;
        int i = slot(key, mask);
        while (keys[i] != 0 && keys[i] != key) {
            i = (i + 1) & mask;
        }
        if (keys[i] == 0) {
            if (++size * 2 > keys.length) {
                grow();
                put(key, value);
                return;
            }
            keys[i] = key;
        }
        values[i] = value;
    }

    /** Puts a value unless there is one; says whether it did. */
    boolean putIfAbsent(int key, int value) {
        if (has(key)) {
            return false;
        }
        put(key, value);
        return true;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        Arrays.fill(values, ABSENT);
        size = 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldValues[i]);
            }
        }
        size--;
    }

    private static int slot(int key, int mask) {
        int hash = key * SPREAD;
        return (hash ^ hash >>> 16) & mask;
    }
}
