package io.clew.protocol.mlflow.artifacts;

import io.clew.model.ClewException;

/** Finds the folders of runs and models in the proxy, . */
public final class Folders {
    private Folders() {}

    /**
     * Returns a path within an artifact URI as a path below the proxy's root.
     *
     * @throws ClewException INVALID_PARAMETER when the URI's files are not with this server
     */
    public static ArtifactPath within(String artifactUri, ArtifactPath path) {
        String root =
                ArtifactRoot.path(artifactUri)
                        .orElseThrow(
                                () ->
                                        ClewException.invalid(
                                                "path",
                                                "The files are at '%s', not with this server; read them there"
                                                        .formatted(artifactUri)));
        return ArtifactPath.parse(root).resolve(path);
    }
}
