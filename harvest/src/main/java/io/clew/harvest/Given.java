package io.clew.harvest;

import io.clew.model.ClewException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds what a person gave for a source: its place, its options, the environment. */
public final class Given {

    /** Largest file of a secret: a key or a token, not data. */
    private static final long SECRET_BYTES_MAX = 65_536;

    private final String where;
    private final Map<String, String> options;
    private final Function<String, @Nullable String> environment;

    /**
     * Holds what was given.
     *
     * @param where what stands without a name; empty for none
     * @param options values by name with hyphens; an option without a value is there or not
     * @param environment finds a variable of the environment
     */
    public Given(
            String where,
            Map<String, String> options,
            Function<String, @Nullable String> environment) {
        this.where = where;
        this.options = Map.copyOf(options);
        this.environment = environment;
    }

    /** Returns what stands without a name; empty when nothing does. */
    public String where() {
        return where;
    }

    /** Returns an option that was given, or has a default. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(options.get(name)).filter(text -> !text.isEmpty());
    }

    /**
     * Returns an option that must be given.
     *
     * @throws ClewException INVALID_PARAMETER when it is not
     */
    public String text(String name) {
        return optional(name).orElseThrow(() -> ClewException.invalid(name, name + " is missing"));
    }

    /** Says whether an option without a value was given. */
    public boolean is(String name) {
        return options.containsKey(name);
    }

    /**
     * Returns a whole number.
     *
     * @throws ClewException INVALID_PARAMETER when it is none, or out of its bounds
     */
    public int number(String name, int min, int max) {
        String text = text(name);
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrongNumber(name, min, max);
        }
        throw wrongNumber(name, min, max);
    }

    private static ClewException wrongNumber(String name, int min, int max) {
        return ClewException.invalid(
                name, "%s takes a number from %d to %d".formatted(name, min, max));
    }

    /** Returns a variable of the environment that is set and not empty. */
    public Optional<String> environment(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(text -> !text.isEmpty());
    }

    /**
     * Reads the secret in the file that an option names, without the line's end.
     *
     * @throws ClewException INVALID_PARAMETER when there is no such file, or it holds nothing
     */
    public Optional<String> secret(String name) {
        return optional(name).map(file -> read(name, Path.of(file)));
    }

    private static String read(String name, Path file) {
        try {
            if (Files.size(file) <= SECRET_BYTES_MAX) {
                String secret = Files.readString(file).strip();
                if (!secret.isEmpty()) {
                    return secret;
                }
            }
        } catch (IOException unreadable) {
            throw ClewException.invalid(name, "%s: %s cannot be read".formatted(name, file));
        }
        throw ClewException.invalid(
                name, "%s: %s holds no secret: expected one line of text".formatted(name, file));
    }
}
