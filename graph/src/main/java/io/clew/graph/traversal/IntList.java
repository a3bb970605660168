package io.clew.graph.traversal;

import java.util.Arrays;

/** Lists ints in the order they were added; no boxing. */
final class IntList {

    private int[] values = new int[16];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    void addAll(IntList more) {
        if (size + more.size > values.length) {
            values = Arrays.copyOf(values, Math.max(size + more.size, size * 2));
        }
        System.arraycopy(more.values, 0, values, size, more.size);
        size += more.size;
    }

    void clear() {
        size = 0;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** Returns the values, sorted and each once. */
    int[] distinct() {
        int[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }
}
