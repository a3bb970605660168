package io.clew.graph;

import io.clew.model.Assertion;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was said of one thing, in log order, with both clocks: claims and their retractions.
 *
 * <p>Immutable to readers: adding returns a new object, which may share the arrays of the old one
 * beyond the old one's count. Only the newest may be added to, by the one writer.
 */
final class Claims {

    /** Codes of retractions; a claim's code is 0 or more. */
    private static final byte NEVER_TRUE = -1;

    private static final byte ENDED = -2;

    /** How far back a restated claim is looked for; a miss costs a few bytes. */
    private static final int LOOK_BACK = 32;

    static final Claims NONE = new Claims(0, new int[1], new long[1], new int[1], new byte[1]);

    private final int count;
    private final int[] positions;
    private final long[] millis;
    private final int[] asserters;
    private final byte[] codes;

    private Claims(int count, int[] positions, long[] millis, int[] asserters, byte[] codes) {
        this.count = count;
        this.positions = positions;
        this.millis = millis;
        this.asserters = asserters;
        this.codes = codes;
    }

    /** Adds a claim: what is said, as a small number from 0. */
    Claims claimed(int position, long atMillis, int asserter, int code) {
        return with(position, atMillis, asserter, (byte) code);
    }

    /** Adds that an asserter takes back all it said so far, as never true. */
    Claims retracted(int position, int asserter) {
        return with(position, 0, asserter, NEVER_TRUE);
    }

    /** Adds that all an asserter said so far was true until an instant, exclusive. */
    Claims ended(int position, long untilMillis, int asserter) {
        return with(position, untilMillis, asserter, ENDED);
    }

    private Claims with(int position, long at, int asserter, byte code) {
        int room = this == NONE ? 0 : positions.length;
        boolean full = count >= room;
        int size = full ? Math.max(2, count * 2) : room;
        int[] p = full ? Arrays.copyOf(positions, size) : positions;
        long[] m = full ? Arrays.copyOf(millis, size) : millis;
        int[] a = full ? Arrays.copyOf(asserters, size) : asserters;
        byte[] c = full ? Arrays.copyOf(codes, size) : codes;
        p[count] = position;
        m[count] = at;
        a[count] = asserter;
        c[count] = code;
        return new Claims(count + 1, p, m, a, c);
    }

    /** Says whether the same asserter said the same before, at or before that time, and stands. */
    boolean repeats(long atMillis, int asserter, int code) {
        for (int i = count - 1; i >= 0 && i >= count - LOOK_BACK; i--) {
            if (asserters[i] == asserter) {
                if (codes[i] < 0) {
                    return false;
                }
                if (codes[i] == code && millis[i] <= atMillis) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Says whether an asserter said anything. */
    boolean speaks(int asserter) {
        for (int i = 0; i < count; i++) {
            if (asserters[i] == asserter) {
                return true;
            }
        }
        return false;
    }

    /**
     * Says whether a claim whose code is in the mask stands at the clocks.
     *
     * @param asOfMillis {@code Long.MAX_VALUE} for no bound
     */
    boolean standsAny(int codeMask, long asOfMillis, long knownAt) {
        TakenBack takenBack = TakenBack.NOTHING;
        for (int i = count - 1; i >= 0; i--) {
            if (positions[i] > knownAt) {
                continue;
            }
            if (codes[i] < 0) {
                takenBack = takenBack(i, asOfMillis, takenBack);
            } else if ((codeMask >> codes[i] & 1) != 0
                    && millis[i] <= asOfMillis
                    && !takenBack.includes(asserters[i])) {
                return true;
            }
        }
        return false;
    }

    /** Says whether anything was ever said by the clocks, taken back or not. */
    boolean everSaid(long asOfMillis, long knownAt) {
        for (int i = 0; i < count && positions[i] <= knownAt; i++) {
            if (codes[i] >= 0 && millis[i] <= asOfMillis) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns which claim on an attribute counts at the clocks, or -1: each asserter's latest by
     * event time, then log order; among these the strongest assertion, then the latest.
     */
    int current(long asOfMillis, long knownAt) {
        int[] latest = new int[2];
        int speakers = 0;
        TakenBack takenBack = TakenBack.NOTHING;
        for (int i = count - 1; i >= 0; i--) {
            if (positions[i] > knownAt) {
                continue;
            }
            if (codes[i] < 0) {
                takenBack = takenBack(i, asOfMillis, takenBack);
                continue;
            }
            if (millis[i] > asOfMillis || takenBack.includes(asserters[i])) {
                continue;
            }
            int speaker = 0;
            while (speaker < speakers && asserters[latest[speaker]] != asserters[i]) {
                speaker++;
            }
            if (speaker == speakers) {
                if (speakers == latest.length) {
                    latest = Arrays.copyOf(latest, speakers * 2);
                }
                latest[speakers++] = i;
            } else if (millis[i] > millis[latest[speaker]]) {
                latest[speaker] = i;
            }
        }
        int best = -1;
        for (int s = 0; s < speakers; s++) {
            if (best < 0 || outweighs(latest[s], best)) {
                best = latest[s];
            }
        }
        return best;
    }

    private boolean outweighs(int one, int other) {
        int byAssertion = assertion(one).compareTo(assertion(other));
        if (byAssertion != 0) {
            return byAssertion < 0;
        }
        return millis[one] != millis[other] ? millis[one] > millis[other] : one > other;
    }

    private TakenBack takenBack(int retraction, long asOfMillis, TakenBack others) {
        boolean counts = codes[retraction] == NEVER_TRUE || asOfMillis >= millis[retraction];
        return counts && !others.includes(asserters[retraction])
                ? new TakenBack(asserters[retraction], others)
                : others;
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

    /** Writes what was said by a position. */
    void write(DataOutputStream out, long knownAt) throws IOException {
        for (int i = 0; i < count && positions[i] <= knownAt; i++) {
            out.writeInt(positions[i]);
            out.writeLong(millis[i]);
            out.writeInt(asserters[i]);
            out.writeByte(codes[i]);
        }
        out.writeInt(-1);
    }

    /** Makes the code of a claim on an attribute: how it is known and a value from 0 to 15. */
    static int code(Assertion assertion, int value) {
        return assertion.ordinal() << 4 | value;
    }

    Assertion assertion(int claim) {
        return ASSERTIONS[codes[claim] >> 4];
    }

    int value(int claim) {
        return codes[claim] & 0xF;
    }

    long atMillis(int claim) {
        return millis[claim];
    }

    int position(int claim) {
        return positions[claim];
    }

    private static final Assertion[] ASSERTIONS = Assertion.values();
}
