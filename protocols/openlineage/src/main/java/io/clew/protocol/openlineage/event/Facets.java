package io.clew.protocol.openlineage.event;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the facets of one container by their keys, known and unknown, as the event gave them.
 *
 * @param byKey each facet's members, as {@code Json.read} makes them
 */
public record Facets(Map<String, Map<String, @Nullable Object>> byKey) {

    /** Holds no facet. */
    public static final Facets NONE = new Facets(Map.of());

    /** Returns a facet that is there and not deleted. */
    public Optional<Map<String, @Nullable Object>> find(String key) {
        return Optional.ofNullable(byKey.get(key)).filter(facet -> !isDeletion(facet));
    }

    /** Says whether an event takes a facet back ({@code _deleted}). */
    public boolean isDeleted(String key) {
        Map<String, @Nullable Object> facet = byKey.get(key);
        return facet != null && isDeletion(facet);
    }

    private static boolean isDeletion(Map<String, @Nullable Object> facet) {
        return Boolean.TRUE.equals(facet.get("_deleted"));
    }
}
