package io.clew.harvest;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds one record.
 *
 * @param name what people call it, such as {@code run 0123abcd}: names its error if it has one
 * @param mark of its state, for {@link Sink#changed}; empty when it is not to be remembered
 * @param json one JSON object, without line breaks
 */
public record Item(String name, String mark, byte[] json) {

    /** The mark of what is no longer in the source. */
    public static final String GONE = "gone";

    /** Keeps numbers as they are written, also those that no double can hold. */
    public static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .build();

    /**
     * Makes a record of maps, lists, records, trees: whatever Jackson writes as one object.
     *
     * @param value must not hold a NaN or infinity as a number
     */
    public static Item of(String name, Object value) {
        return of(name, "", value);
    }

    /** Makes a record with a mark of its state, up to 200 characters. */
    public static Item of(String name, String mark, Object value) {
        return new Item(name, mark, JSON.writeValueAsBytes(value));
    }
}
