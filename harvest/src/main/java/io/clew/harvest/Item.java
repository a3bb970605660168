package io.clew.harvest;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds one record.
 *
 * @param name what people call it, such as {@code run 0123abcd}: names its error if it has one
 * @param json one JSON object, without line breaks
 */
public record Item(String name, byte[] json) {

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
        return new Item(name, JSON.writeValueAsBytes(value));
    }
}
