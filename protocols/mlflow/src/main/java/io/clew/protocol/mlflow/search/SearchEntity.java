package io.clew.protocol.mlflow.search;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Describes what one kind of thing can be searched and ordered by; made with {@link Builder}.
 *
 * <p>A field without a known word before a dot is an attribute.
 */
public final class SearchEntity {

    /**
     * Describes one attribute.
     *
     * @param name its own spelling, which aliases lead to
     * @param numeric whether it holds numbers rather than texts
     * @param searchable whether filters may speak of it
     * @param orderable whether lists may be ordered by it
     */
    public record Attribute(
            String name,
            boolean numeric,
            boolean searchable,
            boolean orderable,
            Set<Comparator> comparators) {
        public Attribute {
            comparators = Set.copyOf(comparators);
        }
    }

    private final Map<String, FieldKind> prefixes;
    private final Map<FieldKind, Set<Comparator>> comparators;
    private final Set<FieldKind> orderable;
    private final Map<String, Attribute> attributes;
    private final Set<String> datasetKeys;

    private SearchEntity(Builder builder) {
        this.prefixes = Map.copyOf(builder.prefixes);
        this.comparators = Map.copyOf(builder.comparators);
        this.orderable = Set.copyOf(builder.orderable);
        this.attributes = Map.copyOf(builder.attributes);
        this.datasetKeys = Set.copyOf(builder.datasetKeys);
    }

    @Nullable FieldKind kind(String prefix) {
        return prefixes.get(prefix);
    }

    @Nullable Attribute attribute(String key) {
        return attributes.get(key);
    }

    Set<Comparator> comparators(FieldKind kind) {
        return comparators.getOrDefault(kind, Set.of());
    }

    boolean isOrderable(FieldKind kind) {
        return orderable.contains(kind);
    }

    Set<String> datasetKeys() {
        return datasetKeys;
    }

    /** Returns the words that a filter may begin a field with, sorted, for messages. */
    Set<String> prefixes() {
        return new TreeSet<>(prefixes.keySet());
    }

    Set<String> searchableKeys() {
        Set<String> keys = new TreeSet<>();
        attributes.forEach(
                (key, attribute) -> {
                    if (attribute.searchable()) {
                        keys.add(key);
                    }
                });
        return keys;
    }

    Set<String> orderableKeys() {
        Set<String> keys = new TreeSet<>();
        attributes.forEach(
                (key, attribute) -> {
                    if (attribute.orderable()) {
                        keys.add(key);
                    }
                });
        return keys;
    }

    /** Builds the description of an entity. */
    public static final class Builder {
        private final Map<String, FieldKind> prefixes = new HashMap<>();
        private final Map<FieldKind, Set<Comparator>> comparators = new EnumMap<>(FieldKind.class);
        private final Set<FieldKind> orderable = new java.util.HashSet<>();
        private final Map<String, Attribute> attributes = new LinkedHashMap<>();
        private Set<String> datasetKeys = Set.of();

        public Builder() {
            prefixes(FieldKind.ATTRIBUTE, FieldKind.ATTRIBUTE.prefixes());
        }

        /** Adds a kind of field that any key is of, with what it is compared by. */
        public Builder kind(FieldKind kind, Set<Comparator> by) {
            prefixes(kind, kind.prefixes());
            comparators.put(kind, Set.copyOf(by));
            return this;
        }

        /** Lets lists be ordered by any field of a kind. */
        public Builder orderedBy(FieldKind kind) {
            orderable.add(kind);
            return this;
        }

        /** Names the only keys that fields of the kind {@code dataset} may have. */
        public Builder datasetKeys(Set<String> keys) {
            datasetKeys = Set.copyOf(keys);
            return this;
        }

        /** Replaces the words that stand for a kind. */
        public Builder prefixes(FieldKind kind, List<String> words) {
            prefixes.values().removeIf(kind::equals);
            words.forEach(word -> prefixes.put(word, kind));
            return this;
        }

        /** Adds an attribute that can be searched and ordered by, under its name. */
        public Builder attribute(String name, boolean numeric, Set<Comparator> by) {
            return attribute(name, new Attribute(name, numeric, true, true, by));
        }

        /** Adds an attribute under a name or an alias. */
        public Builder attribute(String nameOrAlias, Attribute attribute) {
            attributes.put(nameOrAlias, attribute);
            return this;
        }

        public SearchEntity build() {
            return new SearchEntity(this);
        }
    }
}
