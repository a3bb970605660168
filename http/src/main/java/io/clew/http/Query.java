package io.clew.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the decoded query parameters of a request in the order they came.
 *
 * @param values every name with its values; names and values percent-decoded, {@code +} is a space
 */
public record Query(Map<String, List<String>> values) {

    /** Returns the first value of a parameter; empty when it was not sent. */
    public Optional<String> first(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** Returns all values of a parameter; empty when it was not sent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Returns the names of all parameters sent. */
    public Set<String> names() {
        return values.keySet();
    }
}
