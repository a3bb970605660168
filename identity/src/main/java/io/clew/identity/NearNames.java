package io.clew.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Finds what may have been meant by a name that is not known: for answers of "no such node" and for
 * unknown settings.
 *
 * <p>Case does not matter. Nearest first: the same but for case; few edits away (about a third of
 * the longer name at most, a swap of neighbours counts once); one the beginning of the other; the
 * asked name within the known one. Ties go by length, then alphabet, so the answer is the same
 * every time.
 */
public final class NearNames {
    /** Names beyond this length are compared by their beginnings only: edits cost its square. */
    private static final int EDITED_LENGTH_MAX = 256;

    /** Shorter texts are within or before nearly anything. */
    private static final int PART_LENGTH_MIN = 3;

    private static final int SAME_BUT_FOR_CASE = 0;
    private static final int FEW_EDITS = 1;
    private static final int BEGINNING = 2;
    private static final int WITHIN = 3;
    private static final int FAR = 4;

    private record Near(String name, int tier, int distance) {}

    private static final Comparator<Near> NEAREST_FIRST =
            Comparator.comparingInt(Near::tier)
                    .thenComparingInt(Near::distance)
                    .thenComparing(Near::name);

    private NearNames() {}

    /**
     * Returns the names nearest to the one asked for.
     *
     * @param asked what was asked for
     * @param known the names there are; read once
     * @param max how many to return at most
     */
    public static List<String> of(String asked, Iterable<String> known, int max) {
        String folded = asked.strip().toLowerCase(Locale.ROOT);
        NavigableSet<Near> nearest = new TreeSet<>(NEAREST_FIRST);
        if (folded.isEmpty() || max <= 0) {
            return List.of();
        }
        for (String name : known) {
            Near near = near(folded, name);
            if (near.tier() < FAR && !name.equals(asked)) {
                nearest.add(near);
                if (nearest.size() > max) {
                    nearest.pollLast();
                }
            }
        }
        return nearest.stream().map(Near::name).toList();
    }

    private static Near near(String asked, String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (folded.equals(asked)) {
            return new Near(name, SAME_BUT_FOR_CASE, 0);
        }
        int shorter = Math.min(folded.length(), asked.length());
        int apart = Math.abs(folded.length() - asked.length());
        int editsMax = Math.max(1, (Math.max(folded.length(), asked.length()) + 1) / 3);
        if (shorter <= EDITED_LENGTH_MAX && apart <= editsMax && shorter > 1) {
            int edits = edits(asked, folded, editsMax);
            if (edits <= editsMax) {
                return new Near(name, FEW_EDITS, edits);
            }
        }
        boolean partly = shorter >= PART_LENGTH_MIN;
        if (partly && (folded.startsWith(asked) || asked.startsWith(folded))) {
            return new Near(name, BEGINNING, apart);
        }
        return new Near(name, partly && folded.contains(asked) ? WITHIN : FAR, apart);
    }

    /**
     * Counts insertions, deletions, replacements and swaps of neighbours (optimal string
     * alignment), or returns more than the bound as soon as that is sure.
     */
    static int edits(String a, String b, int max) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int best = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                best = Math.min(best, row[j]);
            }
            if (best > max) {
                return max + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
