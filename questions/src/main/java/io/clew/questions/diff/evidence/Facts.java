package io.clew.questions.diff.evidence;

import io.clew.commit.StoredValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shows what was told of a thing at a time: of several nodes the first that has an attribute
 * counts.
 *
 * <p>Values are the store's JSON; {@link #value} looks into one.
 */
public final class Facts {

    /** Nothing is told. */
    public static final Facts NONE = new Facts(new TreeMap<>());

    private final SortedMap<String, String> all;

    private Facts(SortedMap<String, String> all) {
        this.all = all;
    }

    /** Looks at some nodes at a time. */
    public static Facts of(Evidence evidence, List<Integer> nodes, long asOfMillis) {
        if (nodes.size() == 1) {
            return new Facts(evidence.all(nodes.getFirst(), asOfMillis));
        }
        SortedMap<String, String> all = new TreeMap<>();
        for (int node : nodes) {
            evidence.all(node, asOfMillis).forEach(all::putIfAbsent);
        }
        return new Facts(all);
    }

    /** Returns all attributes as JSON, by key. */
    public SortedMap<String, String> all() {
        return all;
    }

    /** Returns an attribute as JSON; null for none. */
    public @Nullable String json(String key) {
        return all.get(key);
    }

    /** Returns an attribute's value; null for none. */
    public @Nullable Object value(String key) {
        return StoredValues.read(all.get(key));
    }

    /** Returns an attribute as text; null for none, and for what is no text. */
    public @Nullable String text(String key) {
        String json = all.get(key);
        if (json == null || json.isEmpty() || json.charAt(0) != '"') {
            return null;
        }
        return json.indexOf('\\') < 0
                ? json.substring(1, json.length() - 1)
                : StoredValues.read(json) instanceof String text ? text : null;
    }

    /** Returns an attribute that is a map; empty for none. */
    public Map<?, ?> map(String key) {
        return value(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Returns an attribute that is an instant, in milliseconds; null for none. */
    public @Nullable Long millis(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException notAnInstant) {
            return null;
        }
    }

    /** Returns the attributes whose keys begin so, as JSON, by the rest of the key. */
    public SortedMap<String, String> family(String prefix) {
        SortedMap<String, String> members = new TreeMap<>();
        for (Map.Entry<String, String> each : all.tailMap(prefix).entrySet()) {
            if (!each.getKey().startsWith(prefix)) {
                break;
            }
            members.put(each.getKey().substring(prefix.length()), each.getValue());
        }
        return members;
    }
}
