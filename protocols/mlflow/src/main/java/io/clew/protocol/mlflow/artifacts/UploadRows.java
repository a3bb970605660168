package io.clew.protocol.mlflow.artifacts;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.blobs.Blob;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads and writes the rows of uploads in parts. */
final class UploadRows {
    /** How long an upload may take; what is older was given up. */
    static final long AGE_MILLIS_MAX = Duration.ofDays(7).toMillis();

    private UploadRows() {}

    /** An upload that is under way. */
    record Upload(String path, int parts) {
        /**
         * Checks that it has a part of a number.
         *
         * @throws ClewException INVALID_PARAMETER
         */
        Upload requirePart(int part) {
            if (part < 1 || part > parts) {
                throw ClewException.invalid(
                        "part", "The upload has parts 1 to %d, not %d".formatted(parts, part));
            }
            return this;
        }

        /**
         * Checks that it is an upload to a path.
         *
         * @throws ClewException INVALID_PARAMETER
         */
        void requirePath(ArtifactPath other) {
            if (!path.equals(other.toString())) {
                throw ClewException.invalid(
                        "path", "The upload is to '%s', not to '%s'".formatted(path, other));
            }
        }
    }

    static void insert(Scope scope, String uploadId, ArtifactPath path, int parts, long now) {
        scope.sql(
                        """
                        INSERT INTO mlflow_upload (workspace_id, upload_id, path, parts, created_ms)
                        VALUES (:workspace, :upload, :path, :parts, :now)
                        """)
                .bind("upload", uploadId)
                .bind("path", path.toString())
                .bind("parts", parts)
                .bind("now", now)
                .update();
    }

    static Upload require(Scope scope, String uploadId) {
        return scope.sql(
                        """
                        SELECT path, parts FROM mlflow_upload
                        WHERE workspace_id = :workspace AND upload_id = :upload
                        """)
                .bind("upload", uploadId)
                .first(row -> new Upload(row.text("path"), (int) row.integer("parts")))
                .orElseThrow(() -> ClewException.notFound("There is no such upload under way"));
    }

    static void putPart(Scope scope, String uploadId, int part, Blob blob) {
        scope.sql(
                        """
                        INSERT INTO mlflow_upload_part (workspace_id, upload_id, part, sha256,
                            size_bytes)
                        VALUES (:workspace, :upload, :part, :sha256, :size)
                        ON CONFLICT (workspace_id, upload_id, part)
                        DO UPDATE SET sha256 = excluded.sha256, size_bytes = excluded.size_bytes
                        """)
                .bind("upload", uploadId)
                .bind("part", part)
                .bind("sha256", blob.sha256())
                .bind("size", blob.sizeBytes())
                .update();
    }

    /** Returns the parts that have come, by number. */
    static SortedMap<Integer, Blob> parts(Scope scope, String uploadId) {
        SortedMap<Integer, Blob> parts = new TreeMap<>();
        scope.sql(
                        """
                        SELECT part, sha256, size_bytes FROM mlflow_upload_part
                        WHERE workspace_id = :workspace AND upload_id = :upload
                        """)
                .bind("upload", uploadId)
                .each(
                        row ->
                                parts.put(
                                        (int) row.integer("part"),
                                        new Blob(row.text("sha256"), row.integer("size_bytes"))));
        return parts;
    }

    static void delete(Scope scope, String uploadId) {
        scope.sql(
                        """
                        DELETE FROM mlflow_upload_part
                        WHERE workspace_id = :workspace AND upload_id = :upload
                        """)
                .bind("upload", uploadId)
                .update();
        scope.sql(
                        """
                        DELETE FROM mlflow_upload
                        WHERE workspace_id = :workspace AND upload_id = :upload
                        """)
                .bind("upload", uploadId)
                .update();
    }

    static void deleteOlderThan(Scope scope, long createdMillis) {
        scope.sql(
                        """
                        SELECT upload_id FROM mlflow_upload
                        WHERE workspace_id = :workspace AND created_ms < :created
                        """)
                .bind("created", createdMillis)
                .list(row -> row.text("upload_id"))
                .forEach(uploadId -> delete(scope, uploadId));
    }
}
