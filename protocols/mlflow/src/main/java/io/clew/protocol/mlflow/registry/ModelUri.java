package io.clew.protocol.mlflow.registry;

import java.util.Locale;
import java.util.Optional;

/** Reads {@code models:/…} URIs. */
sealed interface ModelUri {
    /** {@code models:/m-…}. */
    record LoggedModelId(String id) implements ModelUri {}

    /** {@code models:/name/3}. */
    record Numbered(String name, long version) implements ModelUri {}

    /** {@code models:/name@alias}. */
    record Aliased(String name, String alias) implements ModelUri {}

    /** {@code models:/name/Production}: the newest version in a stage. */
    record Staged(String name, String stage) implements ModelUri {}

    /** {@code models:/name/latest}: the newest version of all. */
    record Latest(String name) implements ModelUri {}

    String SCHEME = "models:";

    /** Parses a URI; empty when it is none of these forms, also when it names a host. */
    static Optional<ModelUri> parse(String uri) {
        if (!uri.startsWith(SCHEME + "/") || uri.startsWith(SCHEME + "//")) {
            return Optional.empty();
        }
        String[] parts = uri.substring(SCHEME.length() + 1).split("/", -1);
        if (parts.length > 2 || parts[0].isBlank()) {
            return Optional.empty();
        }
        return parts.length == 2 ? suffixed(parts[0], parts[1]) : plain(parts[0]);
    }

    private static Optional<ModelUri> suffixed(String name, String suffix) {
        if (suffix.isBlank()) {
            return Optional.empty();
        }
        if (suffix.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(new Numbered(name, RegistryNames.version(suffix)));
        }
        return Optional.of(
                suffix.toLowerCase(Locale.ROOT).equals("latest")
                        ? new Latest(name)
                        : new Staged(name, suffix));
    }

    private static Optional<ModelUri> plain(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return Optional.of(new LoggedModelId(text));
        }
        String alias = text.substring(at + 1);
        return at == 0 || alias.isBlank()
                ? Optional.empty()
                : Optional.of(new Aliased(text.substring(0, at), alias));
    }
}
