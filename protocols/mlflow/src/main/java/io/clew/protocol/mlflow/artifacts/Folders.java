package io.clew.protocol.mlflow.artifacts;

import io.clew.http.json.JsonWriter;
import io.clew.model.ClewException;
import java.util.List;

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

    /** Writes the listing of a folder; paths are relative to the artifact URI. */
    public static void write(
            JsonWriter out, String artifactUri, ArtifactPath folder, List<ArtifactFile> files) {
        String prefix = folder.isRoot() ? "" : folder + "/";
        out.text("root_uri", artifactUri)
                .objectsUnlessEmpty(
                        "files",
                        files,
                        (one, file) -> ArtifactReads.write(one, prefix + file.path().name(), file));
    }
}
