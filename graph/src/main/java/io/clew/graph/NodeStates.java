package io.clew.graph;

import io.clew.model.Attributes;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds the few attributes that a traversal asks for, with both clocks: status and end of runs,
 * when one was heard of, whether its producer failed to extract lineage, whether it told column
 * lineage of all that was written, and whether a version was ever described. All words on a node
 * are one chain.
 */
final class NodeStates {

    private static final RunStatus[] STATUSES = RunStatus.values();
    private static final int NO_VALUE = 0;
    private static final int SUBJECT_SHIFT = 3;
    private static final int VALUE_MASK = (1 << SUBJECT_SHIFT) - 1;
    private static final int SUBJECT_MASK = 0x3;
    private static final int NONE = -1;
    private static final int STATUS = 0;
    private static final int ENDED = 1;
    private static final int HEARD = 2;
    private static final int DESCRIBED = 3;

    /** Has no bits left of its own, so it is told by a bit that no value of HEARD has. */
    private static final int UNEXTRACTED = 4;

    private static final int UNEXTRACTED_BIT = 2;

    /** The same. */
    private static final int TELLS_COLUMNS = 5;

    private static final int TELLS_COLUMNS_BIT = 4;

    /** The codes of retractions: one for each subject, downwards from here. */
    private static final int TAKEN_BACK = -8;

    private final Stamps stamps;
    private final Voices voices;
    private final Claims claims;
    private final IntColumn chains;
    private volatile Duration silenceMax = Duration.ofHours(24);

    NodeStates(Stamps stamps, Voices voices, Claims claims, IntColumn chains) {
        this.stamps = stamps;
        this.voices = voices;
        this.claims = claims;
        this.chains = chains;
    }

    void asserted(int node, Fact.AttributeFact fact, int position) {
        long at = Millis.of(fact.at().at());
        if (isVersion(fact.node().kind())) {
            describe(node, at, position);
        }
        int subject = subject(fact.key());
        if (subject != NONE) {
            int value = value(subject, fact.value());
            int code =
                    switch (subject) {
                        case UNEXTRACTED -> HEARD << SUBJECT_SHIFT | UNEXTRACTED_BIT | value;
                        case TELLS_COLUMNS -> HEARD << SUBJECT_SHIFT | TELLS_COLUMNS_BIT | value;
                        default -> subject << SUBJECT_SHIFT | value;
                    };
            add(
                    node,
                    position,
                    at,
                    voices.asserter(fact.by()),
                    Voices.code(fact.assertion(), code));
        }
    }

    void retracted(int node, Fact.AttributeRetraction fact, int position) {
        int subject = subject(fact.key());
        int asserter = voices.asserter(fact.by());
        if (subject != NONE && speaks(node, subject, asserter)) {
            add(node, position, 0, asserter, TAKEN_BACK - subject);
        }
    }

    private void add(int node, int position, long at, int asserter, int code) {
        int stamp = stamps.stamp(position, at, voices.voice(asserter, code));
        chains.setRelease(node, claims.add(chains.get(node), stamp));
    }

    /** Only a description that is earlier by event time than all before it can matter. */
    private void describe(int node, long at, int position) {
        if (!described(node, at, stamps.count())) {
            add(node, position, at, 0, DESCRIBED << SUBJECT_SHIFT);
        }
    }

    private boolean speaks(int node, int subject, int asserter) {
        for (int link = chains.get(node); link > 0; link = claims.before(link)) {
            if (subjectOf(claims.code(link)) == subject && claims.asserter(link) == asserter) {
                return true;
            }
        }
        return false;
    }

    /** Sets how long nobody may have heard of a run that still runs. */
    void silenceMax(Duration longest) {
        silenceMax = longest;
    }

    Duration silenceMax() {
        return silenceMax;
    }

    @Nullable StatusWord status(int node, long asOfMillis, int stampCount) {
        int current = current(node, STATUS, asOfMillis, stampCount);
        int value = current == 0 ? NO_VALUE : claims.code(current) & VALUE_MASK;
        if (value == NO_VALUE) {
            return null;
        }
        return new StatusWord(
                STATUSES[value - 1],
                Voices.assertion(claims.code(current)),
                claims.atMillis(current),
                stamps.position(claims.stamp(current)));
    }

    boolean ended(int node, long asOfMillis, int stampCount) {
        int current = current(node, ENDED, asOfMillis, stampCount);
        return current != 0 && (claims.code(current) & VALUE_MASK) != NO_VALUE;
    }

    /** Returns when a run was last heard of while it ran; {@code Long.MIN_VALUE} for never. */
    long heardMillis(int node, long asOfMillis, int stampCount) {
        int current = current(node, HEARD, asOfMillis, stampCount);
        return current == 0 ? Long.MIN_VALUE : claims.atMillis(current);
    }

    /** Says whether the producer of a run says that it could not extract all of its lineage. */
    boolean unextracted(int node, long asOfMillis, int stampCount) {
        int current = current(node, UNEXTRACTED, asOfMillis, stampCount);
        return current != 0 && (claims.code(current) & ~UNEXTRACTED_BIT & VALUE_MASK) != NO_VALUE;
    }

    /** Says whether column lineage was told of all that a run wrote or a job writes. */
    boolean tellsColumns(int node, long asOfMillis, int stampCount) {
        int current = current(node, TELLS_COLUMNS, asOfMillis, stampCount);
        return current != 0 && (claims.code(current) & ~TELLS_COLUMNS_BIT & VALUE_MASK) != NO_VALUE;
    }

    boolean described(int node, long asOfMillis, int stampCount) {
        for (int link = chains.getAcquire(node); link > 0; link = claims.before(link)) {
            if (claims.stamp(link) < stampCount
                    && subjectOf(claims.code(link)) == DESCRIBED
                    && claims.atMillis(link) <= asOfMillis) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the link to the word that counts at the clocks, or 0: each asserter's latest by event
     * time, then log order; among these the strongest assertion, then the latest.
     */
    private int current(int node, int subject, long asOfMillis, int stampCount) {
        int[] latest = {};
        int speakers = 0;
        int[] takenBack = {};
        for (int link = chains.getAcquire(node); link > 0; link = claims.before(link)) {
            if (claims.stamp(link) >= stampCount) {
                continue;
            }
            int code = claims.code(link);
            int asserter = claims.asserter(link);
            if (subjectOf(code) != subject || has(takenBack, asserter)) {
                continue;
            }
            if (code < 0) {
                takenBack = Arrays.copyOf(takenBack, takenBack.length + 1);
                takenBack[takenBack.length - 1] = asserter;
                continue;
            }
            if (claims.atMillis(link) > asOfMillis) {
                continue;
            }
            int speaker = 0;
            while (speaker < speakers && claims.asserter(latest[speaker]) != asserter) {
                speaker++;
            }
            if (speaker == speakers) {
                latest = Arrays.copyOf(latest, speakers + 1);
                latest[speakers++] = link;
            } else if (claims.atMillis(link) > claims.atMillis(latest[speaker])) {
                latest[speaker] = link;
            }
        }
        int best = 0;
        for (int link : latest) {
            if (best == 0 || outweighs(link, best)) {
                best = link;
            }
        }
        return best;
    }

    private static boolean has(int[] some, int one) {
        for (int each : some) {
            if (each == one) {
                return true;
            }
        }
        return false;
    }

    private boolean outweighs(int one, int other) {
        int byAssertion =
                Voices.assertion(claims.code(one)).compareTo(Voices.assertion(claims.code(other)));
        if (byAssertion != 0) {
            return byAssertion < 0;
        }
        int byTime = Long.compare(claims.atMillis(one), claims.atMillis(other));
        return byTime != 0 ? byTime > 0 : one > other;
    }

    /** Returns the words on a node that these first stamps say, oldest first. */
    int[] words(int node, int stampCount) {
        return claims.oldestFirst(chains.getAcquire(node), stampCount);
    }

    private static int subjectOf(int code) {
        if (code < 0) {
            return TAKEN_BACK - code;
        }
        int subject = code >> SUBJECT_SHIFT & SUBJECT_MASK;
        if (subject != HEARD) {
            return subject;
        }
        if ((code & UNEXTRACTED_BIT) != 0) {
            return UNEXTRACTED;
        }
        return (code & TELLS_COLUMNS_BIT) != 0 ? TELLS_COLUMNS : HEARD;
    }

    private static int subject(String key) {
        return switch (key) {
            case Attributes.STATUS -> STATUS;
            case Attributes.ENDED -> ENDED;
            case Attributes.HEARD -> HEARD;
            case Attributes.EXTRACTION_ERROR -> UNEXTRACTED;
            case Attributes.COLUMN_LINEAGE -> TELLS_COLUMNS;
            default -> NONE;
        };
    }

    private static int value(int subject, @Nullable Object value) {
        if (value == null) {
            return NO_VALUE;
        }
        return subject == STATUS ? RunStatus.of(value).ordinal() + 1 : 1;
    }

    private static boolean isVersion(NodeKind kind) {
        return kind == NodeKind.DATASET_VERSION || kind == NodeKind.MODEL_VERSION;
    }
}
