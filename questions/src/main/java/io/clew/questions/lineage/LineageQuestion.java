package io.clew.questions.lineage;

import io.clew.model.Assertion;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a thing came from, what came of it, or both.
 *
 * @param of the thing, by the name of its node
 * @param depth how many edges to follow at most; {@link #ALL} for all
 * @param kinds kinds of nodes to show; the traversal passes through the rest
 * @param edges kinds of edges to follow
 * @param level whether columns are shown
 * @param assertions follow only edges that somebody asserts so
 * @param failed whether runs that failed or were aborted and their outputs are shown
 * @param limit most nodes on the page
 * @param cursor the {@code next} of the page before; null for the first
 */
public record LineageQuestion(
        Urn of,
        Direction direction,
        int depth,
        Set<NodeKind> kinds,
        Set<EdgeKind> edges,
        Level level,
        Set<Assertion> assertions,
        Clocks clocks,
        boolean failed,
        int limit,
        @Nullable String cursor) {

    /** No bound on the depth. */
    public static final int ALL = Integer.MAX_VALUE;

    /** Nodes on a page when nobody says how many. */
    public static final int LIMIT_DEFAULT = 1000;

    /** Most nodes on a page: what a client can hold and a server can show at once. */
    public static final int LIMIT_MAX = 10_000;

    public LineageQuestion {
        kinds = Set.copyOf(kinds);
        edges = Set.copyOf(edges);
        assertions = Set.copyOf(assertions);
        if (depth < 0) {
            throw ClewException.invalid("depth", "depth must be 0 or more");
        }
        if (limit < 1 || limit > LIMIT_MAX) {
            throw ClewException.invalid("limit", "limit must be from 1 to " + LIMIT_MAX);
        }
    }

    /** Asks for all that is upstream of a thing, now: every parameter has its default. */
    public static LineageQuestion upstreamOf(Urn of) {
        return new LineageQuestion(
                of,
                Direction.UPSTREAM,
                ALL,
                EnumSet.allOf(NodeKind.class),
                EnumSet.allOf(EdgeKind.class),
                Level.NODE,
                EnumSet.allOf(Assertion.class),
                Clocks.NOW,
                false,
                LIMIT_DEFAULT,
                null);
    }
}
