package io.clew.protocol.mlflow.artifacts;

import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.store.Db;
import io.clew.store.blobs.Blob;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads and writes the rows of files and folders. */
public final class ArtifactRows {
    private static final String SELECT =
            """
            SELECT path, folder, sha256, size_bytes FROM mlflow_artifact
            WHERE workspace_id = :workspace AND deleted = 0
            """;

    private static final String FILES_BELOW =
            SELECT + " AND folder = 0 AND path >= :first AND path < :end ORDER BY path";

    private ArtifactRows() {}

    /** Finds a file or folder. */
    public static Optional<ArtifactFile> find(Scope scope, ArtifactPath path) {
        return scope.sql(SELECT + " AND path = :path")
                .bind("path", path.toString())
                .first(ArtifactFile::of);
    }

    /**
     * Returns what is directly in a folder, by path; empty when it is none.
     *
     * @param after the last path that was returned before; empty for the start
     */
    static List<ArtifactFile> children(Scope scope, ArtifactPath folder, String after, int limit) {
        return scope.sql(
                        SELECT
                                + " AND parent = :parent AND path > :after ORDER BY path LIMIT"
                                + " :limit")
                .bind("parent", folder.toString())
                .bind("after", after)
                .bind("limit", limit)
                .list(ArtifactFile::of);
    }

    /** Visits all files below a folder, by path. */
    static void eachFileBelow(Scope scope, ArtifactPath folder, Consumer<ArtifactFile> visitor) {
        scope.sql(FILES_BELOW)
                .bind("first", folder + "/")
                .bind("end", folder + "0")
                .each(row -> visitor.accept(ArtifactFile.of(row)));
    }

    /** Returns the first files below a folder, by path. */
    static List<ArtifactFile> filesBelow(Scope scope, ArtifactPath folder, int limit) {
        return scope.sql(FILES_BELOW + " LIMIT :limit")
                .bind("first", folder + "/")
                .bind("end", folder + "0")
                .bind("limit", limit)
                .list(ArtifactFile::of);
    }

    /**
     * Gives a path its bytes, and makes the folders above it.
     *
     * @return whether the path was that of a deleted file
     * @throws ClewException INVALID_PARAMETER when it is a folder, or a part of it is a file
     */
    static boolean put(Scope scope, ArtifactPath path, Blob blob, long nowMillis) {
        requireFree(scope, path);
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

    /**
     * Checks that a path can be a file's.
     *
     * @throws ClewException INVALID_PARAMETER when it is a folder, or a part of it is a file
     */
    static void requireFree(Scope scope, ArtifactPath path) {
        if (find(scope, path).filter(ArtifactFile::folder).isPresent()) {
            throw ClewException.invalid("path", "'" + path + "' is a folder, not a file");
        }
        for (ArtifactPath at = path.parent(); !at.isRoot(); at = at.parent()) {
            Optional<ArtifactFile> there = find(scope, at);
            if (there.isPresent()) {
                if (!there.get().folder()) {
                    throw ClewException.invalid("path", "'" + at + "' is a file, not a folder");
                }
                return;
            }
        }
    }

    private static void makeFolders(Scope scope, ArtifactPath folder, long nowMillis) {
        for (ArtifactPath at = folder; !at.isRoot(); at = at.parent()) {
            if (find(scope, at).isPresent()) {
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

    /** Marks a file as deleted. */
    static void deleteFile(Scope scope, ArtifactPath path, long nowMillis) {
        scope.sql(
                        """
                        UPDATE mlflow_artifact SET deleted = 1, sha256 = '', size_bytes = 0,
                            changed_ms = :now
                        WHERE workspace_id = :workspace AND path = :path
                        """)
                .bind("path", path.toString())
                .bind("now", nowMillis)
                .update();
    }

    /** Deletes the rows of a folder and of those below it; their files are deleted already. */
    static void deleteFolders(Scope scope, ArtifactPath path) {
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

    /**
     * Returns the bytes that files and uploads under way refer to, in any workspace, by name, each
     * once.
     *
     * @param after the last name already seen; empty for the first page
     * @param limit most returned; fewer than that means the end
     */
    public static List<Blob> references(Db db, String after, int limit) {
        return db.sql(
                        """
                        SELECT sha256, MAX(size_bytes) AS size_bytes FROM (
                            SELECT sha256, size_bytes FROM mlflow_artifact WHERE sha256 > :after
                            UNION ALL
                            SELECT sha256, size_bytes FROM mlflow_upload_part WHERE sha256 > :after
                        ) r GROUP BY sha256 ORDER BY sha256 LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .list(row -> new Blob(row.text("sha256"), row.integer("size_bytes")));
    }
}
