package io.clew.model;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names the kinds of edges; every edge points from effect to cause, as W3C PROV does. */
public enum EdgeKind {
    USED("used"),
    GENERATED_BY("generated-by"),
    DERIVED_FROM("derived-from"),
    VERSION_OF("version-of"),
    PART_OF("part-of"),
    EXECUTED("executed"),
    RAN_IN("ran-in"),
    INFORMED_BY("informed-by"),
    ATTRIBUTED_TO("attributed-to"),
    ASSOCIATED_WITH("associated-with"),
    DEPLOYS("deploys"),
    EVALUATES("evaluates"),
    CONCERNS("concerns"),
    SAME_AS("same-as");

    private static final Map<String, EdgeKind> BY_WIRE_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(EdgeKind::wireName, Function.identity()));

    private final String wireName;

    EdgeKind(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name used in JSON and on the command line, such as {@code generated-by}. */
    public String wireName() {
        return wireName;
    }

    /**
     * Says whether this edge names a container ({@code part-of}, {@code version-of}): the container
     * is shown as a leaf and a traversal does not pass through it.
     */
    public boolean isContainment() {
        return this == PART_OF || this == VERSION_OF;
    }

    /** Finds the kind with a wire name; empty when there is none. */
    public static Optional<EdgeKind> fromWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }

    @Override
    public String toString() {
        return wireName;
    }
}
