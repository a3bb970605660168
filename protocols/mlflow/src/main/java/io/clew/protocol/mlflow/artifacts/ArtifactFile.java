package io.clew.protocol.mlflow.artifacts;

import io.clew.store.blobs.Blob;

/**
 * Shows a file or folder as a listing does.
 *
 * @param path its path below the proxy's root
 * @param blob its bytes; the empty name and size 0 for a folder
 */
public record ArtifactFile(ArtifactPath path, boolean folder, Blob blob) {}
