package io.clew.protocol.mlflow.artifacts;

import io.clew.commit.Commit;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.blobs.Blob;
import java.util.Map;

/** Checks that files which a harvest copied are all here. */
public final class CopiedFiles {
    private CopiedFiles() {}

    /**
     * Checks files.
     *
     * @param files what they must be, by path below the proxy's root
     * @throws ClewException INVALID_PARAMETER when one is not here, or is another
     */
    public static void require(Commit commit, Map<String, Blob> files) {
        Scope scope = Scope.of(commit);
        files.forEach(
                (path, blob) -> {
                    if (ArtifactRows.find(scope, ArtifactPath.parse(path))
                            .filter(file -> !file.folder() && file.blob().equals(blob))
                            .isEmpty()) {
                        throw ClewException.invalid(
                                "files", "'%s' did not come whole".formatted(path));
                    }
                });
    }
}
