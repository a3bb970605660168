package io.clew.protocol.mlflow.artifacts;

import io.clew.store.Row;
import io.clew.store.blobs.Blob;
import java.util.List;

/**
 * Shows a file or folder as a listing does.
 *
 * @param path its path below the proxy's root
 * @param blob its bytes; the empty name and size 0 for a folder
 */
public record ArtifactFile(ArtifactPath path, boolean folder, Blob blob) {

    /** Reads a file or folder from its row. */
    public static ArtifactFile of(Row row) {
        return new ArtifactFile(
                new ArtifactPath(List.of(row.text("path").split("/"))),
                row.flag("folder"),
                new Blob(row.text("sha256"), row.integer("size_bytes")));
    }
}
