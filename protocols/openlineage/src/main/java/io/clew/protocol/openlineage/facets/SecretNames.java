package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.Secrets;
import java.util.List;
import java.util.Locale;

/**
 * Knows by their names which settings hold secrets: their values never become attributes.
 *
 * <p>When in doubt a value is masked: an attribute is kept for ever and shown to many.
 */
final class SecretNames {
    static final String MASK = "***";

    private static final List<String> PARTS =
            List.of(
                    "passw",
                    "passphrase",
                    "pwd",
                    "token",
                    "secret",
                    "key",
                    "credential",
                    "authorization",
                    "oauth",
                    "jwt",
                    "signature",
                    "cookie");

    private SecretNames() {}

    /** Returns a value as it may be kept: masked when its name or form looks like a secret. */
    static String masked(String name, String value) {
        if (isSecret(name) || value.startsWith("eyJ")) {
            return MASK;
        }
        return value.contains("://") || value.indexOf('=') >= 0 ? Secrets.redacted(value) : value;
    }

    private static boolean isSecret(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        for (String part : PARTS) {
            if (folded.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
