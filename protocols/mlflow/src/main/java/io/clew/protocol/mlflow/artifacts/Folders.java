package io.clew.protocol.mlflow.artifacts;

import io.clew.http.Response;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.wire.Call;

/** Finds the folders of runs and models in the proxy, and lists them as clients read it. */
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

    /** Answers with a folder within an artifact URI; paths are relative to it. */
    public static Response list(
            ArtifactReads reads, Call call, String artifactUri, ArtifactPath folder) {
        return reads.list(
                call,
                within(artifactUri, folder),
                head -> head.text("root_uri", artifactUri),
                folder.isRoot() ? "" : folder + "/");
    }
}
