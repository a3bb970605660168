package io.clew.harvest;

/**
 * Declares an option of a source.
 *
 * @param name with its hyphens, such as {@code --page}
 * @param label what its value is called; empty when it takes none
 * @param help one sentence
 * @param orElse the value when it is not given; empty for none
 */
public record Flag(String name, String label, String help, String orElse) {

    /** Declares an option with a value that may be left out. */
    public static Flag of(String name, String label, String help) {
        return new Flag(name, label, help, "");
    }

    /** Declares an option without a value. */
    public static Flag toggle(String name, String help) {
        return new Flag(name, "", help, "");
    }
}
