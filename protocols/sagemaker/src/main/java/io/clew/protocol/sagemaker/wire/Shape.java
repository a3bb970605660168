package io.clew.protocol.sagemaker.wire;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what a value of a call must satisfy. */
public sealed interface Shape {

    /**
     * Bounds a length, a number of elements or a number.
     *
     * @param least least value, inclusive; null when there is none
     * @param most greatest value, inclusive; null when there is none
     */
    record Bounds(@Nullable Long least, @Nullable Long most) {}

    /** A text; the pattern, if any, must match the whole of it. */
    record Text(Bounds length, @Nullable Pattern pattern) implements Shape {}

    /** One of some words. */
    record Enumeration(List<String> words) implements Shape {}

    /** A whole number. */
    record Whole(Bounds value) implements Shape {}

    /** A number. */
    record Real() implements Shape {}

    /** True or false. */
    record Truth() implements Shape {}

    /** An instant, in seconds since the epoch with or without a fraction. */
    record Moment() implements Shape {}

    /** A list of values of one shape. */
    record Listing(Bounds size, String element) implements Shape {}

    /** A map from texts to values of one shape. */
    record Mapping(Bounds size, String key, String value) implements Shape {}

    /** An object with named members; others are let pass, since newer clients may send some. */
    record Structure(Map<String, Member> members) implements Shape {}

    /** A member of a structure. */
    record Member(String shape, boolean required) {}
}
