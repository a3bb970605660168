package io.clew.protocol.openlineage.facets;

import io.clew.identity.Segments;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers the attributes that the elements of a list become, one each. */
final class Family {
    /** Most attributes from one facet; the events have the rest, and {@code cut.} says so. */
    static final int SIZE_MAX = 1000;

    private final Map<String, Object> values = new LinkedHashMap<>();
    private long told;

    /** Adds a value; of two with one key the later stands. */
    void put(String key, Object value) {
        String bounded = Segments.of(key);
        told += values.containsKey(bounded) ? 0 : 1;
        if (values.size() < SIZE_MAX || values.containsKey(bounded)) {
            values.put(bounded, value);
        }
    }

    /** Adds a text beside those that have the same key already: {@code a, b}. */
    void join(String key, String text) {
        Object before = values.get(Segments.of(key));
        put(key, before == null || before.equals(text) ? text : before + ", " + text);
    }

    Map<String, Object> values() {
        return values;
    }

    /** States exactly these, and what was left out. */
    void state(Subject subject, String prefix, String facet) {
        subject.out().family(subject.node(), prefix, values);
        subject.cut(facet, values.size(), told);
    }
}
