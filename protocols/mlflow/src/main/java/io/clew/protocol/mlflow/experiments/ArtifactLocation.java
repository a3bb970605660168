package io.clew.protocol.mlflow.experiments;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Limits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Chooses and checks where the artifacts of an experiment go.
 *
 * @param root what those of experiments go below whose makers name no other place
 */
public record ArtifactLocation(String root) {
    /** The root below which clients send files through this server. */
    public static final String PROXY = "mlflow-artifacts:/";

    private static final String FIELD = "artifact_location";

    /**
     * Takes a root.
     *
     * @throws ClewException INVALID_PARAMETER when artifacts cannot go there
     */
    public ArtifactLocation {
        root = checked(root);
    }

    /** Returns the place of an experiment below the root. */
    String of(long experimentId) {
        return root + (root.endsWith("/") ? "" : "/") + experimentId;
    }

    /**
     * Returns a location that a client asked for; a relative path becomes an absolute one of this
     * machine, as MLflow does, so that all clients mean the same place.
     *
     * @throws ClewException INVALID_PARAMETER when artifacts cannot go there
     */
    static String checked(String location) {
        Checks.length(FIELD, location, Limits.ARTIFACT_LOCATION_LENGTH_MAX);
        if (location.startsWith("runs:")) {
            throw refuse("Artifact location cannot be a runs:/ URI. Given: '" + location + "'");
        }
        if (location.contains("#") || location.contains(";")) {
            throw refuse("'artifact_location' URL can't include fragments or params.");
        }
        int query = location.indexOf('?');
        if (query >= 0 && decoded(location.substring(query)).contains("..")) {
            throw refuse("Invalid query string");
        }
        if (location.indexOf(':') >= 0 || location.startsWith("/")) {
            return location;
        }
        return Path.of("").toAbsolutePath().resolve(location).toString();
    }

    private static String decoded(String text) {
        String current = text;
        for (int i = 0; i < 10; i++) {
            String next = current;
            try {
                next = URLDecoder.decode(current, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notEncoded) {
                return current;
            }
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        throw refuse("Invalid query string");
    }

    private static ClewException refuse(String message) {
        return ClewException.invalid(FIELD, message);
    }
}
