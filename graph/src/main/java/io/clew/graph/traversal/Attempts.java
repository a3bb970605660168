package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphView;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells attempts from what is real.
 *
 * <p>A run that failed or was aborted, and what only such runs generated, is an attempt unless
 * something real refers to it: an edge from it that is neither {@code part-of} nor {@code same-as}.
 * The asked node is real. A dataset (or column) is a name and no version: that a failed run should
 * have written it says nothing of it, so such an edge counts for nothing at all.
 */
final class Attempts {

    /** What a run puts out; all else is decided or said by somebody and is real. */
    private static final Set<NodeKind> OUTPUTS =
            EnumSet.of(
                    NodeKind.DATASET_VERSION,
                    NodeKind.LOGGED_MODEL,
                    NodeKind.ARTIFACT,
                    NodeKind.EVALUATION);

    private static final Set<EdgeKind> REFERENCES =
            EnumSet.complementOf(EnumSet.of(EdgeKind.PART_OF, EdgeKind.SAME_AS));

    private static final int REAL = 0;
    private static final int ATTEMPT = 1;

    private final GraphView view;
    private final Classes classes;
    private final RunStates states;
    private final Meter meter;
    private final int asked;
    private final EdgeCursor makers;
    private final EdgeCursor referrers;
    private final IntMap candidates = new IntMap();
    private final IntMap known = new IntMap();

    /**
     * Judges by all that stood at a question's clocks, whatever else it filters.
     *
     * @param asked the class of the asked node
     */
    Attempts(
            GraphView view,
            Classes classes,
            RunStates states,
            EdgeFilter standing,
            Meter meter,
            int asked) {
        this.view = view;
        this.classes = classes;
        this.states = states;
        this.meter = meter;
        this.asked = asked;
        this.makers = view.cursor(standing.only(Set.of(EdgeKind.GENERATED_BY)));
        this.referrers = view.cursor(standing.only(REFERENCES));
    }

    /** Says whether an edge tells only that a failed run should have written a dataset. */
    boolean isVoid(int from, EdgeKind kind, int to) {
        if (kind != EdgeKind.GENERATED_BY) {
            return false;
        }
        NodeKind effect = view.kind(from);
        return (effect == NodeKind.DATASET || effect == NodeKind.COLUMN)
                && states.isAttempt(classes.of(to));
    }

    /** Says whether a class is an attempt to which nothing real refers. */
    boolean isAttempt(int of) {
        if (!isCandidate(of)) {
            return false;
        }
        int answer = known.get(of);
        if (answer == IntMap.ABSENT) {
            answer = judge(of);
        }
        return answer == ATTEMPT;
    }

    /** Looks for something real among what refers to a candidate, through other candidates. */
    private int judge(int of) {
        IntMap seen = new IntMap();
        IntList queue = new IntList();
        seen.put(of, 0);
        queue.add(of);
        for (int i = 0; i < queue.size() && meter.proceed(); i++) {
            int candidate = queue.get(i);
            for (int member : classes.members(candidate)) {
                referrers.in(member);
                while (referrers.next()) {
                    meter.took();
                    int referrer = classes.of(referrers.node());
                    if (referrer == candidate
                            || isVoid(referrers.node(), referrers.kind(), member)) {
                        continue;
                    }
                    if (!isCandidate(referrer) || known.get(referrer) == REAL) {
                        known.put(of, REAL);
                        return REAL;
                    }
                    if (known.get(referrer) == IntMap.ABSENT && seen.putIfAbsent(referrer, 0)) {
                        queue.add(referrer);
                    }
                }
            }
        }
        for (int i = 0; i < queue.size(); i++) {
            known.put(queue.get(i), ATTEMPT);
        }
        return ATTEMPT;
    }

    private boolean isCandidate(int of) {
        if (of == asked) {
            return false;
        }
        int answer = candidates.get(of);
        if (answer == IntMap.ABSENT) {
            answer = states.isAttempt(of) || isOnlyOfAttempts(of) ? 1 : 0;
            candidates.put(of, answer);
        }
        return answer == 1;
    }

    private boolean isOnlyOfAttempts(int of) {
        int[] members = classes.members(of);
        for (int member : members) {
            if (!OUTPUTS.contains(view.kind(member))) {
                return false;
            }
        }
        boolean made = false;
        for (int member : members) {
            makers.out(member);
            while (makers.next()) {
                meter.took();
                int maker = classes.of(makers.node());
                if (maker != of) {
                    if (!states.isAttempt(maker)) {
                        return false;
                    }
                    made = true;
                }
            }
        }
        return made;
    }
}
