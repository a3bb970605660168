package io.clew.protocol.mlflow.check;

import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.protocol.mlflow.artifacts.ArtifactFile;
import io.clew.protocol.mlflow.artifacts.ArtifactOwner;
import io.clew.protocol.mlflow.registry.Stage;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.RunStatus;
import io.clew.store.Db;
import io.clew.store.Query;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads pages of rows as what they say of nodes. */
final class Subjects {
    private Subjects() {}

    /** Rows of a page: few enough that one snapshot is short. */
    private static final int PAGE_ROWS = 200;

    /**
     * Holds a page.
     *
     * @param after where the next page begins; null when this is the last
     */
    record Page(List<Subject> subjects, @Nullable Key after) {}

    /** Names the last row of a page. */
    record Key(long workspaceId, String text, long first, long second) {
        static final Key START = new Key(Long.MIN_VALUE, "", Long.MIN_VALUE, Long.MIN_VALUE);
    }

    static Page page(Db db, Kind kind, Key after) {
        return switch (kind) {
            case EXPERIMENTS -> experiments(db, after);
            case RUNS -> runs(db, after);
            case LOGGED_MODELS -> loggedModels(db, after);
            case REGISTERED_MODELS -> registeredModels(db, after);
            case MODEL_VERSIONS -> modelVersions(db, after);
            case FILES -> files(db, after);
        };
    }

    private static Page experiments(Db db, Key after) {
        Map<Key, Subject> page =
                read(
                        db.sql(
                                        """
                                        SELECT * FROM mlflow_experiment
                                        WHERE (workspace_id, experiment_id) > (:workspace, :first)
                                        ORDER BY workspace_id, experiment_id LIMIT :limit
                                        """)
                                .bind("workspace", after.workspaceId())
                                .bind("first", after.first()),
                        row -> numbered(row, row.integer("experiment_id"), 0),
                        row ->
                                new Subject(
                                                workspace(row),
                                                MlflowUrns.experiment(row.text("urn_name")))
                                        .with(Attributes.NAME, row.text("name"))
                                        .with(Attributes.DELETED, row.flag("deleted")));
        page.forEach(
                (key, subject) ->
                        pairs(
                                db,
                                "mlflow_experiment_tag",
                                "experiment_id",
                                key.first(),
                                Attributes.TAG,
                                subject));
        return page(page);
    }

    private static Page runs(Db db, Key after) {
        Map<Key, Subject> page =
                read(
                        db.sql(
                                        """
                                        SELECT * FROM mlflow_run WHERE node_id > :first
                                        ORDER BY node_id LIMIT :limit
                                        """)
                                .bind("first", after.first()),
                        row -> numbered(row, row.integer("node_id"), 0),
                        row ->
                                new Subject(workspace(row), MlflowUrns.run(row.text("run_id")))
                                        .with(Attributes.NAME, row.text("name"))
                                        .with(Attributes.DELETED, row.flag("deleted"))
                                        .with(
                                                Attributes.STATUS,
                                                RunStatus.valueOf(row.text("status")).fact()));
        page.forEach(
                (key, subject) -> {
                    pairs(db, "mlflow_tag", "node_id", key.first(), Attributes.TAG, subject);
                    pairs(db, "mlflow_param", "node_id", key.first(), Attributes.PARAM, subject);
                });
        return page(page);
    }

    private static Page loggedModels(Db db, Key after) {
        Map<Key, Subject> page =
                read(
                        db.sql(
                                        """
                                        SELECT * FROM mlflow_logged_model
                                        WHERE (workspace_id, model_id) > (:workspace, :text)
                                        ORDER BY workspace_id, model_id LIMIT :limit
                                        """)
                                .bind("workspace", after.workspaceId())
                                .bind("text", after.text()),
                        row -> named(row, row.text("model_id")),
                        row ->
                                new Subject(
                                                workspace(row),
                                                MlflowUrns.loggedModel(row.text("model_id")))
                                        .with(Attributes.NAME, row.text("name"))
                                        .with(Attributes.DELETED, row.flag("deleted")));
        page.forEach(
                (key, subject) -> {
                    pairs(
                            db,
                            "mlflow_logged_model_tag",
                            "model_id",
                            key.text(),
                            Attributes.TAG,
                            subject);
                    pairs(
                            db,
                            "mlflow_logged_model_param",
                            "model_id",
                            key.text(),
                            Attributes.PARAM,
                            subject);
                });
        return page(page);
    }

    private static Page registeredModels(Db db, Key after) {
        Map<Key, Subject> page =
                read(
                        db.sql(
                                        """
                                        SELECT * FROM mlflow_registered_model
                                        WHERE (workspace_id, id) > (:workspace, :first)
                                            AND name IS NOT NULL
                                        ORDER BY workspace_id, id LIMIT :limit
                                        """)
                                .bind("workspace", after.workspaceId())
                                .bind("first", after.first()),
                        row -> numbered(row, row.integer("id"), 0),
                        row ->
                                new Subject(workspace(row), MlflowUrns.model(row.text("name")))
                                        .with(Attributes.NAME, row.text("name"))
                                        .with(Attributes.DESCRIPTION, row.text("description")));
        page.forEach(
                (key, subject) ->
                        pairs(
                                db,
                                "mlflow_registered_model_tag",
                                "id",
                                key.first(),
                                Attributes.TAG,
                                subject));
        return page(page);
    }

    private static Page modelVersions(Db db, Key after) {
        Map<Key, Subject> page =
                read(
                        db.sql(
                                        """
                                        SELECT v.*, m.name FROM mlflow_model_version v
                                        JOIN mlflow_registered_model m
                                            ON m.workspace_id = v.workspace_id AND m.id = v.id
                                        WHERE (v.workspace_id, v.id, v.version)
                                                > (:workspace, :first, :second)
                                            AND m.name IS NOT NULL AND v.deleted = 0
                                        ORDER BY v.workspace_id, v.id, v.version LIMIT :limit
                                        """)
                                .bind("workspace", after.workspaceId())
                                .bind("first", after.first())
                                .bind("second", after.second()),
                        row -> numbered(row, row.integer("id"), row.integer("version")),
                        row ->
                                new Subject(
                                                workspace(row),
                                                MlflowUrns.modelVersion(
                                                        row.text("name"), row.integer("version")))
                                        .with(
                                                Attributes.STAGE,
                                                Stage.valueOf(row.text("stage")).wireName())
                                        .with(Attributes.DESCRIPTION, row.text("description")));
        page.forEach((key, subject) -> tagsAndAliases(db, key, subject));
        return page(page);
    }

    private static void tagsAndAliases(Db db, Key key, Subject subject) {
        pairs(
                db.sql(
                                """
                                SELECT key, value FROM mlflow_model_version_tag
                                WHERE workspace_id = :workspace AND id = :id
                                    AND version = :version
                                """)
                        .bind("id", key.first())
                        .bind("version", key.second()),
                Attributes.TAG,
                subject);
        db.sql(
                        """
                        SELECT alias FROM mlflow_registered_model_alias
                        WHERE workspace_id = :workspace AND id = :id AND version = :version
                        """)
                .bind("workspace", subject.workspaceId())
                .bind("id", key.first())
                .bind("version", key.second())
                .each(row -> subject.with(Attributes.ALIAS + row.text("alias"), true));
    }

    /** Files of nobody are left out: whose they are may have become known only later. */
    private static Page files(Db db, Key after) {
        List<ArtifactFile> files = new ArrayList<>();
        List<Key> keys = new ArrayList<>();
        db.sql(
                        """
                        SELECT * FROM mlflow_artifact
                        WHERE (workspace_id, path) > (:workspace, :text)
                            AND folder = 0 AND deleted = 0
                        ORDER BY workspace_id, path LIMIT :limit
                        """)
                .bind("workspace", after.workspaceId())
                .bind("text", after.text())
                .bind("limit", PAGE_ROWS)
                .each(
                        row -> {
                            files.add(ArtifactFile.of(row));
                            keys.add(named(row, row.text("path")));
                        });
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            ArtifactFile file = files.get(i);
            int workspaceId = (int) keys.get(i).workspaceId();
            ArtifactOwner owner = ArtifactOwner.of(new Scope(db, workspaceId), file.path());
            if (!(owner instanceof ArtifactOwner.OfNobody)) {
                subjects.add(
                        new Subject(workspaceId, owner.file())
                                .with(Attributes.DIGEST, "sha256:" + file.blob().sha256())
                                .with(Attributes.SIZE_BYTES, file.blob().sizeBytes()));
            }
        }
        return new Page(subjects, keys.size() < PAGE_ROWS ? null : keys.getLast());
    }

    private static Map<Key, Subject> read(
            Query query, Function<Row, Key> key, Function<Row, Subject> subject) {
        Map<Key, Subject> page = new LinkedHashMap<>();
        query.bind("limit", PAGE_ROWS).each(row -> page.put(key.apply(row), subject.apply(row)));
        return page;
    }

    private static Page page(Map<Key, Subject> page) {
        return new Page(
                List.copyOf(page.values()),
                page.size() < PAGE_ROWS ? null : List.copyOf(page.keySet()).getLast());
    }

    /** Adds the rows of a table of keys and values that one column ties to the subject. */
    private static void pairs(
            Db db, String table, String column, Object owner, String prefix, Subject subject) {
        pairs(
                db.sql(
                                "SELECT key, value FROM %s WHERE workspace_id = :workspace AND %s = :owner"
                                        .formatted(table, column))
                        .bind("owner", owner),
                prefix,
                subject);
    }

    private static void pairs(Query query, String prefix, Subject subject) {
        query.bind("workspace", subject.workspaceId())
                .each(row -> subject.attributes().put(prefix + row.text("key"), row.text("value")));
    }

    private static Key numbered(Row row, long first, long second) {
        return new Key(row.integer("workspace_id"), "", first, second);
    }

    private static Key named(Row row, String text) {
        return new Key(row.integer("workspace_id"), text, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    private static int workspace(Row row) {
        return (int) row.integer("workspace_id");
    }
}
