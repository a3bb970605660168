package io.clew.protocol.mlflow.artifacts;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.Db;
import io.clew.store.Row;
import io.clew.store.blobs.Blob;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and writes the rows of files and folders. */
public final class ArtifactRows {
    private static final String SELECT =
            """
            SELECT path, folder, sha256, size_bytes FROM mlflow_artifact
            WHERE workspace_id = :workspace AND deleted = 0
            """;

    private ArtifactRows() {}

    /** Finds a file or folder. */
    public static Optional<ArtifactFile> find(Scope scope, ArtifactPath path) {
        return scope.sql(SELECT + " AND path = :path")
                .bind("path", path.toString())
                .first(ArtifactRows::file);
    }

    /** Returns what is directly in a folder, by name; empty when it is none. */
    public static List<ArtifactFile> children(Scope scope, ArtifactPath folder) {
        return scope.sql(SELECT + " AND parent = :parent AND path <> '' ORDER BY path")
                .bind("parent", folder.toString())
                .list(ArtifactRows::file);
    }

    /** Returns all files below a folder, by path. */
    public static List<ArtifactFile> filesBelow(Scope scope, ArtifactPath folder) {
        return scope.sql(
                        SELECT + " AND folder = 0 AND path >= :first AND path < :end ORDER BY path")
                .bind("first", folder + "/")
                .bind("end", folder + "0")
                .list(ArtifactRows::file);
    }

    /**
     * Gives a path its bytes, and makes the folders above it.
     *
     * @return whether the path was that of a deleted file
     * @throws ClewException INVALID_PARAMETER when it is a folder, or a part of it is a file
     */
    static boolean put(Scope scope, ArtifactPath path, Blob blob, long nowMillis) {
        if (find(scope, path).filter(ArtifactFile::folder).isPresent()) {
            throw ClewException.invalid("path", "'" + path + "' is a folder, not a file");
        }
        makeFolders(scope, path.parent(), nowMillis);
        boolean returned =
                scope.sql(
                                """
                                SELECT 1 FROM mlflow_artifact
                                WHERE workspace_id = :workspace AND path = :path AND deleted = 1
                                """)
                        .bind("path", path.toString())
                        .first(row -> true)
                        .isPresent();
        upsert(scope, path, false, blob, nowMillis);
        return returned;
    }

    private static void makeFolders(Scope scope, ArtifactPath folder, long nowMillis) {
        for (ArtifactPath at = folder; !at.isRoot(); at = at.parent()) {
            Optional<ArtifactFile> there = find(scope, at);
            if (there.isPresent()) {
                if (!there.get().folder()) {
                    throw ClewException.invalid("path", "'" + at + "' is a file, not a folder");
                }
                return;
            }
            upsert(scope, at, true, new Blob("", 0), nowMillis);
        }
    }

    private static void upsert(
            Scope scope, ArtifactPath path, boolean folder, Blob blob, long nowMillis) {
        scope.sql(
                        """
                        INSERT INTO mlflow_artifact (workspace_id, path, parent, folder, deleted,
                            sha256, size_bytes, changed_ms)
                        VALUES (:workspace, :path, :parent, :folder, 0, :sha256, :size, :now)
                        ON CONFLICT (workspace_id, path) DO UPDATE SET folder = excluded.folder,
                            deleted = 0, sha256 = excluded.sha256, size_bytes = excluded.size_bytes,
                            changed_ms = excluded.changed_ms
                        """)
                .bind("path", path.toString())
                .bind("parent", path.parent().toString())
                .bind("folder", folder)
                .bind("sha256", blob.sha256())
                .bind("size", blob.sizeBytes())
                .bind("now", nowMillis)
                .update();
    }

    /** Deletes a file, or a folder with all that is below it; of files the rows stay. */
    static void delete(Scope scope, ArtifactPath path, long nowMillis) {
        scope.sql(
                        """
                        UPDATE mlflow_artifact SET deleted = 1, sha256 = '', size_bytes = 0,
                            changed_ms = :now
                        WHERE workspace_id = :workspace AND folder = 0 AND deleted = 0
                            AND (path = :path OR (path >= :first AND path < :end))
                        """)
                .bind("path", path.toString())
                .bind("first", path + "/")
                .bind("end", path + "0")
                .bind("now", nowMillis)
                .update();
        scope.sql(
                        """
                        DELETE FROM mlflow_artifact
                        WHERE workspace_id = :workspace AND folder = 1
                            AND (path = :path OR (path >= :first AND path < :end))
                        """)
                .bind("path", path.toString())
                .bind("first", path + "/")
                .bind("end", path + "0")
                .update();
    }

    /**
     * Returns those of some SHA-256 names that a file or an upload under way refers to, in any
     * workspace.
     *
     * @param sha256 at most 500
     */
    public static Set<String> referenced(Db db, Collection<String> sha256) {
        Set<String> referenced = new HashSet<>();
        for (String select :
                List.of(
                        "SELECT sha256 FROM mlflow_artifact WHERE sha256 IN (:names)",
                        "SELECT sha256 FROM mlflow_upload_part WHERE sha256 IN (:names)")) {
            db.sql(select).bindAll("names", sha256).each(row -> referenced.add(row.text("sha256")));
        }
        return referenced;
    }

    private static ArtifactFile file(Row row) {
        return new ArtifactFile(
                new ArtifactPath(List.of(row.text("path").split("/"))),
                row.flag("folder"),
                new Blob(row.text("sha256"), row.integer("size_bytes")));
    }
}
