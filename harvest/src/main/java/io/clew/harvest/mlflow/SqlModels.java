package io.clew.harvest.mlflow;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads logged models and the registry from a database. */
final class SqlModels {

    private final Tables tables;

    SqlModels(Tables tables) {
        this.tables = tables;
    }

    List<Doc> models() throws SQLException {
        List<Doc> docs = new ArrayList<>();
        if (tables.columns("logged_models").isEmpty()) {
            return docs;
        }
        Map<String, Map<String, String>> tags =
                tables.texts("logged_model_tags", "model_id", "tag_key", "tag_value");
        Map<String, Map<String, String>> params =
                tables.texts("logged_model_params", "model_id", "param_key", "param_value");
        String workspace = tables.ofDefaultWorkspace("experiments");
        tables.each(
                tables.select(
                                "logged_models",
                                "model_id",
                                "experiment_id",
                                "name",
                                "artifact_location",
                                "creation_timestamp_ms",
                                "last_updated_timestamp_ms",
                                "status",
                                "lifecycle_stage",
                                "model_type",
                                "source_run_id")
                        + (workspace.isEmpty()
                                ? ""
                                : " WHERE experiment_id IN (SELECT experiment_id FROM experiments"
                                        + workspace
                                        + ")")
                        + " ORDER BY creation_timestamp_ms, model_id",
                List.of(),
                row -> {
                    String id = row.getString(1);
                    Map<String, Object> fields = Docs.of("model");
                    fields.put("id", id);
                    fields.put("experiment", row.getString(2));
                    Docs.put(fields, "name", row.getString(3));
                    Docs.put(fields, "uri", row.getString(4));
                    Docs.put(fields, "created", Tables.number(row, 5));
                    Docs.put(fields, "updated", Tables.number(row, 6));
                    fields.put("status", row.getLong(7));
                    fields.put("deleted", "deleted".equals(row.getString(8)));
                    Docs.put(fields, "modelType", row.getString(9));
                    Docs.put(fields, "run", row.getString(10));
                    Docs.put(fields, "tags", tags.get(id));
                    Docs.put(fields, "params", params.get(id));
                    docs.add(new Doc(Docs.MODEL + id, fields));
                });
        return docs;
    }

    List<Doc> registry() throws SQLException {
        List<Doc> docs = new ArrayList<>();
        if (tables.columns("registered_models").isEmpty()) {
            return docs;
        }
        Map<String, Map<String, String>> tags =
                tables.texts("registered_model_tags", "name", "key", "value");
        Map<String, List<Doc>> versions = versions();
        Map<String, Map<String, Long>> aliases = aliases();
        tables.each(
                tables.select(
                                "registered_models",
                                "name",
                                "creation_time",
                                "last_updated_time",
                                "description")
                        + tables.ofDefaultWorkspace("registered_models")
                        + " ORDER BY creation_time, name",
                List.of(),
                row -> {
                    String name = row.getString(1);
                    Map<String, Object> fields = Docs.of("registered");
                    fields.put("name", name);
                    Long created = Tables.number(row, 2);
                    Docs.put(fields, "created", created);
                    Docs.put(fields, "updated", Tables.number(row, 3));
                    Docs.put(fields, "description", row.getString(4));
                    Docs.put(fields, "tags", tags.get(name));
                    docs.add(new Doc(Docs.REGISTERED + name, fields));
                    docs.addAll(versions.getOrDefault(name, List.of()));
                    docs.add(aliases(name, created, aliases.getOrDefault(name, Map.of())));
                });
        return docs;
    }

    static Doc aliases(String name, @Nullable Long createdMillis, Map<String, Long> aliases) {
        Map<String, Object> fields = Docs.of("aliases");
        fields.put("name", name);
        Docs.put(fields, "created", createdMillis);
        fields.put("aliases", aliases);
        return new Doc("aliases of " + name, fields);
    }

    private Map<String, Map<String, Long>> aliases() throws SQLException {
        Map<String, Map<String, Long>> aliases = new HashMap<>();
        if (!tables.columns("registered_model_aliases").isEmpty()) {
            tables.each(
                    tables.select("registered_model_aliases", "name", "alias", "version")
                            + tables.ofDefaultWorkspace("registered_model_aliases"),
                    List.of(),
                    row ->
                            aliases.computeIfAbsent(row.getString(1), name -> new TreeMap<>())
                                    .put(row.getString(2), row.getLong(3)));
        }
        return aliases;
    }

    private Map<String, List<Doc>> versions() throws SQLException {
        Map<String, List<Doc>> versions = new HashMap<>();
        if (tables.columns("model_versions").isEmpty()) {
            return versions;
        }
        Map<String, Map<String, String>> tags = versionTags();
        tables.each(
                tables.select(
                                "model_versions",
                                "name",
                                "version",
                                "creation_time",
                                "last_updated_time",
                                "description",
                                "user_id",
                                "current_stage",
                                "source",
                                "run_id",
                                "run_link",
                                "storage_location")
                        + tables.ofDefaultWorkspace("model_versions")
                        + " ORDER BY name, version",
                List.of(),
                row -> {
                    String name = row.getString(1);
                    Map<String, Object> fields = Docs.of("version");
                    fields.put("name", name);
                    fields.put("version", row.getLong(2));
                    Docs.put(fields, "created", Tables.number(row, 3));
                    Docs.put(fields, "updated", Tables.number(row, 4));
                    Docs.put(fields, "description", row.getString(5));
                    Docs.put(fields, "user", row.getString(6));
                    Docs.put(fields, "stage", row.getString(7));
                    Docs.put(fields, "source", row.getString(8));
                    Docs.put(fields, "run", row.getString(9));
                    Docs.put(fields, "runLink", row.getString(10));
                    Docs.put(fields, "storage", row.getString(11));
                    String full = name + "/" + row.getLong(2);
                    Docs.put(fields, "tags", tags.get(full));
                    versions.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(new Doc(Docs.VERSION + full, fields));
                });
        return versions;
    }

    private Map<String, Map<String, String>> versionTags() throws SQLException {
        Map<String, Map<String, String>> tags = new HashMap<>();
        if (!tables.columns("model_version_tags").isEmpty()) {
            tables.each(
                    tables.select("model_version_tags", "name", "version", "key", "value")
                            + tables.ofDefaultWorkspace("model_version_tags"),
                    List.of(),
                    row -> {
                        String value = row.getString(4);
                        tags.computeIfAbsent(
                                        row.getString(1) + "/" + row.getLong(2),
                                        full -> new TreeMap<>())
                                .put(row.getString(3), value == null ? "" : value);
                    });
        }
        return tags;
    }
}
