package io.clew.questions.layout;

/**
 * Holds links between vertices, each from a lower to a higher end, and lists them by either end.
 *
 * <p>The lower ends that a vertex is linked with are {@code low(i)} for {@code i} from {@code
 * lowsBegin(vertex)} to {@code lowsEnd(vertex)}, exclusive; the higher ends likewise.
 */
final class Links {

    private final int[] lows;
    private final int[] highs;
    private final int[] lowStarts;
    private final int[] highStarts;

    /**
     * Holds links.
     *
     * @param vertices how many vertices there are, from 0
     */
    Links(int vertices, int[] lows, int[] highs) {
        this.lowStarts = new int[vertices + 1];
        this.highStarts = new int[vertices + 1];
        this.lows = group(highs, lows, lowStarts);
        this.highs = group(lows, highs, highStarts);
    }

    /** Returns the other ends, grouped by the one end. */
    private static int[] group(int[] ends, int[] others, int[] starts) {
        for (int end : ends) {
            starts[end + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] next = starts.clone();
        int[] grouped = new int[ends.length];
        for (int i = 0; i < ends.length; i++) {
            grouped[next[ends[i]]++] = others[i];
        }
        return grouped;
    }

    int lowsBegin(int vertex) {
        return lowStarts[vertex];
    }

    int lowsEnd(int vertex) {
        return lowStarts[vertex + 1];
    }

    int low(int index) {
        return lows[index];
    }

    int highsBegin(int vertex) {
        return highStarts[vertex];
    }

    int highsEnd(int vertex) {
        return highStarts[vertex + 1];
    }

    int high(int index) {
        return highs[index];
    }

    int lowCount(int vertex) {
        return lowsEnd(vertex) - lowsBegin(vertex);
    }

    int highCount(int vertex) {
        return highsEnd(vertex) - highsBegin(vertex);
    }
}
