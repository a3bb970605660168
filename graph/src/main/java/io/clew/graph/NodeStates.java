package io.clew.graph;

import io.clew.model.Attributes;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the few attributes that a traversal asks for, with both clocks: status and end of runs, and
 * whether a version was ever described.
 */
final class NodeStates {

    private static final RunStatus[] STATUSES = RunStatus.values();
    private static final int NO_VALUE = 0;

    private final Map<Integer, Claims> statuses = new ConcurrentHashMap<>();
    private final Map<Integer, Claims> ends = new ConcurrentHashMap<>();
    private final Map<Integer, Claims> heards = new ConcurrentHashMap<>();
    private final Map<Integer, Claims> descriptions = new ConcurrentHashMap<>();

    void asserted(int node, Fact.AttributeFact fact, int position, int asserter) {
        long at = Millis.of(fact.at().at());
        if (isVersion(fact.node().kind())) {
            describe(node, at, position);
        }
        Map<Integer, Claims> history = history(fact.key());
        if (history != null) {
            int code = Claims.code(fact.assertion(), value(fact.key(), fact.value()));
            history.put(
                    node,
                    history.getOrDefault(node, Claims.NONE).claimed(position, at, asserter, code));
        }
    }

    void retracted(int node, String key, int position, int asserter) {
        Map<Integer, Claims> history = history(key);
        Claims claims = history == null ? null : history.get(node);
        if (history != null && claims != null && claims.speaks(asserter)) {
            history.put(node, claims.retracted(position, asserter));
        }
    }

    /** Only a description that is earlier by event time than all before it can matter. */
    private void describe(int node, long at, int position) {
        Claims claims = descriptions.getOrDefault(node, Claims.NONE);
        if (!claims.everSaid(at, position)) {
            descriptions.put(node, claims.claimed(position, at, 0, 0));
        }
    }

    @Nullable StatusWord status(int node, long asOfMillis, long knownAt) {
        Claims claims = statuses.get(node);
        int current = claims == null ? -1 : claims.current(asOfMillis, knownAt);
        if (claims == null || current < 0 || claims.value(current) == NO_VALUE) {
            return null;
        }
        return new StatusWord(
                STATUSES[claims.value(current) - 1],
                claims.assertion(current),
                claims.atMillis(current),
                claims.position(current));
    }

    boolean ended(int node, long asOfMillis, long knownAt) {
        Claims claims = ends.get(node);
        int current = claims == null ? -1 : claims.current(asOfMillis, knownAt);
        return claims != null && current >= 0 && claims.value(current) != NO_VALUE;
    }

    /** Returns when a run was last heard of while it ran; {@code Long.MIN_VALUE} for never. */
    long heardMillis(int node, long asOfMillis, long knownAt) {
        Claims claims = heards.get(node);
        int current = claims == null ? -1 : claims.current(asOfMillis, knownAt);
        return claims == null || current < 0 ? Long.MIN_VALUE : claims.atMillis(current);
    }

    boolean described(int node, long asOfMillis, long knownAt) {
        return descriptions.getOrDefault(node, Claims.NONE).everSaid(asOfMillis, knownAt);
    }

    /** Writes what was said of a node by a position. */
    void write(DataOutputStream out, int node, long knownAt) throws IOException {
        statuses.getOrDefault(node, Claims.NONE).write(out, knownAt);
        ends.getOrDefault(node, Claims.NONE).write(out, knownAt);
        heards.getOrDefault(node, Claims.NONE).write(out, knownAt);
        descriptions.getOrDefault(node, Claims.NONE).write(out, knownAt);
    }

    private @Nullable Map<Integer, Claims> history(String key) {
        return switch (key) {
            case Attributes.STATUS -> statuses;
            case Attributes.ENDED -> ends;
            case Attributes.HEARD -> heards;
            default -> null;
        };
    }

    private static int value(String key, @Nullable Object value) {
        if (value == null) {
            return NO_VALUE;
        }
        return key.equals(Attributes.STATUS) ? RunStatus.of(value).ordinal() + 1 : 1;
    }

    private static boolean isVersion(NodeKind kind) {
        return kind == NodeKind.DATASET_VERSION || kind == NodeKind.MODEL_VERSION;
    }
}
