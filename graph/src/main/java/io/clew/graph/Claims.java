package io.clew.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chains what was said of one thing, newest first, with both clocks: claims and their retractions.
 *
 * <p>A link is a claim's number plus one; behind the oldest claim of an edge is the complement of
 * its kind, behind that of a node 0. One thread adds; readers skip what is newer than the stamps
 * that they count.
 */
final class Claims {

    /** How far back a restated claim is looked for; a miss costs a few bytes. */
    private static final int LOOK_BACK = 32;

    private final Stamps stamps;
    private final Voices voices;
    private final IntColumn said;
    private final IntColumn before;
    private int count;

    Claims(Stamps stamps, Voices voices) {
        this(stamps, voices, new IntColumn(), new IntColumn(), 0);
    }

    /** Takes up what was stored. */
    Claims(Stamps stamps, Voices voices, IntColumn said, IntColumn before, int count) {
        this.stamps = stamps;
        this.voices = voices;
        this.said = said;
        this.before = before;
        this.count = count;
    }

    /** Adds a word to a chain and returns the link to it. */
    int add(int link, int stamp) {
        said.set(count, stamp);
        before.set(count, link);
        return ++count;
    }

    /** Returns what stands behind an edge's oldest claim. */
    static int origin(int kindOrdinal) {
        return ~kindOrdinal;
    }

    /** Returns the kind of the edge whose chain this is. */
    int kindOrdinal(int link) {
        int at = link;
        while (at > 0) {
            at = before.get(at - 1);
        }
        return ~at;
    }

    /** Returns the stamp of the oldest word of a chain. */
    int firstStamp(int link) {
        int at = link;
        int next = before.get(at - 1);
        while (next > 0) {
            at = next;
            next = before.get(at - 1);
        }
        return said.get(at - 1);
    }

    /** Returns the stamp of a word. */
    int stamp(int link) {
        return said.get(link - 1);
    }

    /** Returns the link to the word before; 0 or less when there is none. */
    int before(int link) {
        return before.get(link - 1);
    }

    int code(int link) {
        return voices.codeOf(stamps.voice(stamp(link)));
    }

    int asserter(int link) {
        return voices.asserterOf(stamps.voice(stamp(link)));
    }

    long atMillis(int link) {
        return stamps.atMillis(stamp(link));
    }

    /** Says whether the same asserter said the same before, at or before that time, and stands. */
    boolean repeats(int chain, long atMillis, int asserter, int code) {
        int looked = 0;
        for (int link = chain; link > 0 && looked < LOOK_BACK; link = before(link), looked++) {
            int voice = stamps.voice(stamp(link));
            if (voices.asserterOf(voice) == asserter) {
                if (voices.codeOf(voice) < 0) {
                    return false;
                }
                if (voices.codeOf(voice) == code && atMillis(link) <= atMillis) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Says whether an asserter said anything. */
    boolean speaks(int chain, int asserter) {
        for (int link = chain; link > 0; link = before(link)) {
            if (asserter(link) == asserter) {
                return true;
            }
        }
        return false;
    }

    /**
     * Says whether a claim whose code is in the mask stands at the clocks.
     *
     * @param asOfMillis {@code Long.MAX_VALUE} for no bound
     * @param stampCount only what these first stamps say
     */
    boolean standsAny(int chain, int codeMask, long asOfMillis, int stampCount) {
        TakenBack takenBack = TakenBack.NOTHING;
        for (int link = chain; link > 0; link = before(link)) {
            int stamp = stamp(link);
            if (stamp >= stampCount) {
                continue;
            }
            int voice = stamps.voice(stamp);
            int code = voices.codeOf(voice);
            int asserter = voices.asserterOf(voice);
            if (code < 0) {
                takenBack = takenBack(code, asserter, stamp, asOfMillis, takenBack);
            } else if ((codeMask >> code & 1) != 0
                    && (asOfMillis == Long.MAX_VALUE || stamps.atMillis(stamp) <= asOfMillis)
                    && !takenBack.includes(asserter)) {
                return true;
            }
        }
        return false;
    }

    private TakenBack takenBack(
            int code, int asserter, int stamp, long asOfMillis, TakenBack others) {
        boolean counts = code == Voices.NEVER_TRUE || asOfMillis >= stamps.atMillis(stamp);
        return counts && !others.includes(asserter) ? new TakenBack(asserter, others) : others;
    }

    /** Lists the asserters whose earlier claims do not stand; there are hardly ever any. */
    private record TakenBack(int asserter, @Nullable TakenBack others) {
        static final TakenBack NOTHING = new TakenBack(-1, null);

        boolean includes(int who) {
            for (TakenBack each = this; each != null; each = each.others) {
                if (each.asserter == who) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Returns the links of what these first stamps say, oldest first. */
    int[] oldestFirst(int chain, int stampCount) {
        int[] links = new int[4];
        int size = 0;
        for (int link = chain; link > 0; link = before(link)) {
            if (stamp(link) < stampCount) {
                if (size == links.length) {
                    links = Arrays.copyOf(links, size * 2);
                }
                links[size++] = link;
            }
        }
        int[] turned = new int[size];
        for (int i = 0; i < size; i++) {
            turned[i] = links[size - 1 - i];
        }
        return turned;
    }

    int count() {
        return count;
    }

    IntColumn said() {
        return said;
    }

    IntColumn before() {
        return before;
    }

    long bytes() {
        return said.bytes() + before.bytes();
    }
}
