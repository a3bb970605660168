package io.clew.protocol.mlflow.artifacts;

import java.util.Optional;

/** Reads where artifact URIs point within this server's own proxy. */
public final class ArtifactRoot {
    private static final String SCHEME = "mlflow-artifacts:";
    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

    private ArtifactRoot() {}

    /**
     * Returns the path of a URI below the proxy's root; empty when its files are elsewhere, where
     * clients go themselves.
     *
     * <p>Whatever host a URI names is taken for this server, since clients resolve a URI without
     * host against the server they talk to.
     */
    public static Optional<String> path(String uri) {
        if (uri.startsWith(SCHEME)) {
            String rest = uri.substring(SCHEME.length());
            return Optional.of(trimmed(rest.startsWith("//") ? afterHost(rest) : rest));
        }
        if (uri.startsWith("http://") || uri.startsWith("https://")) {
            int proxy = uri.indexOf(PROXY);
            return proxy < 0
                    ? Optional.empty()
                    : Optional.of(trimmed(uri.substring(proxy + PROXY.length())));
        }
        return Optional.empty();
    }

    private static String afterHost(String rest) {
        int slash = rest.indexOf('/', 2);
        return slash < 0 ? "" : rest.substring(slash);
    }

    private static String trimmed(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(start, end);
    }
}
