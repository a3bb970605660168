package io.clew.protocol.sagemaker.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the fields of an answer in order. */
public final class Fields {
    private final Map<String, @Nullable Object> all = new LinkedHashMap<>();

    /** Returns no fields yet. */
    public static Fields of() {
        return new Fields();
    }

    /** Adds a field; null leaves it out. */
    public Fields put(String name, @Nullable Object value) {
        all.put(name, value);
        return this;
    }

    /** Adds an instant in seconds. */
    public Fields time(String name, long millis) {
        all.put(name, Times.seconds(millis));
        return this;
    }

    /** Returns the fields. */
    public Map<String, @Nullable Object> map() {
        return all;
    }
}
