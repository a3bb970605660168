package io.clew.identity.dataset;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a URI-like text after its scheme, more tolerant than {@link java.net.URI}.
 *
 * @param scheme as written, in lower case
 * @param hasAuthority whether {@code //} follows the scheme
 * @param rest everything after {@code scheme://}, or after {@code scheme:}
 */
record Location(String scheme, boolean hasAuthority, String rest) {
    /** One letter before a colon is a drive of Windows, so a scheme has two characters or more. */
    private static final Pattern URI =
            Pattern.compile("([A-Za-z][A-Za-z0-9+._-]{1,63}):(//)?(.*)", Pattern.DOTALL);

    /** Splits a text; empty when neither a slash nor the end follows the scheme's colon. */
    static Optional<Location> parse(String text) {
        Matcher m = URI.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        boolean hasAuthority = m.group(2) != null;
        String rest = m.group(3);
        if (!hasAuthority && !rest.isEmpty() && !rest.startsWith("/")) {
            return Optional.empty();
        }
        String scheme = m.group(1).toLowerCase(Locale.ROOT);
        if (scheme.equals("file") && hasAuthority && Text.isDrivePath(rest)) {
            return Optional.of(new Location(scheme, false, "/" + Text.withoutLeadingSlashes(rest)));
        }
        return Optional.of(new Location(scheme, hasAuthority, rest));
    }

    /** Returns what stands between {@code //} and the next slash; empty without an authority. */
    String authority() {
        return hasAuthority ? Text.before(rest, '/') : "";
    }

    /** Returns the path with its leading slash, or an empty text. */
    String path() {
        return hasAuthority ? rest.substring(authority().length()) : rest;
    }

    Location withRest(String newRest) {
        return new Location(scheme, hasAuthority, newRest);
    }
}
