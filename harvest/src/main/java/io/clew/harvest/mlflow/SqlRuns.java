package io.clew.harvest.mlflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads runs from a database, some at a time, with all that belongs to them. */
final class SqlRuns {

    private final Tables tables;

    SqlRuns(Tables tables) {
        this.tables = tables;
    }

    /** Orders runs by their start; a run without one is first. */
    record Key(long startMillis, String id) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::startMillis).thenComparing(Key::id);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        String text() {
            return startMillis + " " + id;
        }

        static Key of(String text) {
            int space = text.indexOf(' ');
            return new Key(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
        }
    }

    /** Returns all runs of the default workspace in their order. */
    List<Key> keys() throws SQLException {
        List<Key> keys = new ArrayList<>();
        String workspace = tables.ofDefaultWorkspace("experiments");
        tables.each(
                "SELECT start_time, run_uuid FROM runs"
                        + (workspace.isEmpty()
                                ? ""
                                : " WHERE experiment_id IN (SELECT experiment_id FROM experiments"
                                        + workspace
                                        + ")"),
                List.of(),
                row -> keys.add(new Key(row.getLong(1), row.getString(2))));
        Collections.sort(keys);
        return keys;
    }

    List<Doc> docs(List<Key> page) throws SQLException {
        List<String> ids = page.stream().map(Key::id).toList();
        Map<String, Map<String, String>> tags =
                tables.texts("tags", "run_uuid", "key", "value", ids);
        Map<String, Map<String, String>> params =
                tables.texts("params", "run_uuid", "key", "value", ids);
        Map<String, String> points = new HashMap<>();
        tables.each(
                "SELECT run_uuid, COUNT(*) FROM metrics WHERE "
                        + Tables.in("run_uuid", ids)
                        + " GROUP BY run_uuid",
                ids,
                row -> points.put(row.getString(1), row.getString(2)));
        Map<String, List<Map<String, Object>>> inputs = inputs(ids);
        Map<String, Map<String, Long>> modelInputs = models("RUN_INPUT", "MODEL_INPUT", ids);
        Map<String, Map<String, Long>> outputs = models("RUN_OUTPUT", "MODEL_OUTPUT", ids);
        Map<String, Doc> docs = new HashMap<>();
        tables.each(
                tables.select(
                                "runs",
                                "run_uuid",
                                "experiment_id",
                                "name",
                                "user_id",
                                "status",
                                "start_time",
                                "end_time",
                                "artifact_uri",
                                "lifecycle_stage",
                                "deleted_time")
                        + " WHERE "
                        + Tables.in("run_uuid", ids),
                ids,
                row -> {
                    String id = row.getString(1);
                    Map<String, Object> fields = fields(row);
                    Map<String, String> own = tags.getOrDefault(id, Map.of());
                    Docs.put(fields, "name", name(row.getString(3), own));
                    Docs.put(fields, "tags", own);
                    Docs.put(fields, "params", params.get(id));
                    Docs.put(fields, "inputs", inputs.get(id));
                    Docs.put(
                            fields,
                            "modelInputs",
                            List.copyOf(modelInputs.getOrDefault(id, Map.of()).keySet()));
                    Docs.put(fields, "modelOutputs", outputs.get(id));
                    docs.put(id, new Doc(Docs.RUN + id, fields, points.getOrDefault(id, "")));
                });
        return ids.stream().filter(docs::containsKey).map(docs::get).toList();
    }

    private static Map<String, Object> fields(ResultSet row) throws SQLException {
        Map<String, Object> fields = Docs.of("run");
        fields.put("id", row.getString(1));
        fields.put("experiment", row.getString(2));
        Docs.put(fields, "user", row.getString(4));
        Docs.put(fields, "status", row.getString(5));
        Docs.put(fields, "start", Tables.number(row, 6));
        Docs.put(fields, "end", Tables.number(row, 7));
        Docs.put(fields, "uri", row.getString(8));
        fields.put("deleted", "deleted".equals(row.getString(9)));
        Docs.put(fields, "deletedAt", Tables.number(row, 10));
        return fields;
    }

    /** Older schemas keep the name in a tag alone. */
    static @Nullable String name(@Nullable String column, Map<String, String> tags) {
        return column == null || column.isEmpty() ? tags.get("mlflow.runName") : column;
    }

    private Map<String, List<Map<String, Object>>> inputs(List<String> ids) throws SQLException {
        Map<String, List<Map<String, Object>>> inputs = new HashMap<>();
        if (tables.columns("inputs").isEmpty() || tables.columns("datasets").isEmpty()) {
            return inputs;
        }
        Map<String, Map<String, Object>> byInput = new LinkedHashMap<>();
        tables.each(
                "SELECT i.input_uuid, i.destination_id, d.name, d.digest, d.dataset_source_type,"
                        + " d.dataset_source, d.dataset_schema, d.dataset_profile FROM inputs i"
                        + " JOIN datasets d ON d.dataset_uuid = i.source_id WHERE i.source_type ="
                        + " 'DATASET' AND i.destination_type = 'RUN' AND "
                        + Tables.in("i.destination_id", ids)
                        + " ORDER BY i.input_uuid",
                ids,
                row -> {
                    Map<String, Object> input = new LinkedHashMap<>();
                    input.put("name", row.getString(3));
                    input.put("digest", row.getString(4));
                    Docs.put(input, "source_type", row.getString(5));
                    Docs.put(input, "source", row.getString(6));
                    Docs.put(input, "schema", row.getString(7));
                    Docs.put(input, "profile", row.getString(8));
                    byInput.put(row.getString(1), input);
                    inputs.computeIfAbsent(row.getString(2), id -> new ArrayList<>()).add(input);
                });
        if (!byInput.isEmpty()) {
            tables.texts("input_tags", "input_uuid", "name", "value", List.copyOf(byInput.keySet()))
                    .forEach(
                            (input, tags) ->
                                    byInput.computeIfPresent(
                                            input,
                                            (id, fields) -> {
                                                fields.put("tags", tags);
                                                return fields;
                                            }));
        }
        return inputs;
    }

    /** Returns logged models of runs, each with its step. */
    private Map<String, Map<String, Long>> models(String from, String to, List<String> ids)
            throws SQLException {
        Map<String, Map<String, Long>> models = new HashMap<>();
        if (tables.columns("inputs").isEmpty()) {
            return models;
        }
        List<Object> values = new ArrayList<>(List.of(from, to));
        values.addAll(ids);
        tables.each(
                tables.select("inputs", "source_id", "destination_id", "step")
                        + " WHERE source_type = ? AND destination_type = ? AND "
                        + Tables.in("source_id", ids),
                values,
                row ->
                        models.computeIfAbsent(row.getString(1), id -> new TreeMap<>())
                                .put(row.getString(2), row.getLong(3)));
        return models;
    }

    /** Visits the points of runs, in the order of the runs and of time. */
    void points(List<String> ids, OldStore.Points visitor) throws SQLException {
        Map<List<Object>, List<Object>> measured = measured(ids);
        tables.each(
                tables.select("metrics", "run_uuid", "key", "value", "timestamp", "step", "is_nan")
                        + " WHERE "
                        + Tables.in("run_uuid", ids)
                        + " ORDER BY run_uuid, \"key\", \"timestamp\"",
                ids,
                row -> {
                    String run = row.getString(1);
                    List<Object> point = new ArrayList<>(4);
                    point.add(row.getString(2));
                    point.add(row.getBoolean(6) ? "NaN" : Docs.number(row.getDouble(3)));
                    point.add(row.getLong(4));
                    point.add(row.getLong(5));
                    if (!measured.isEmpty()) {
                        point.addAll(
                                measured.getOrDefault(
                                        List.of(run, point.get(0), point.get(2), point.get(3)),
                                        List.of()));
                    }
                    visitor.take(run, point);
                });
    }

    /** Returns what points were measured for: model, dataset and digest by run, key, time, step. */
    private Map<List<Object>, List<Object>> measured(List<String> ids) throws SQLException {
        Map<List<Object>, List<Object>> measured = new HashMap<>();
        if (tables.columns("logged_model_metrics").isEmpty()) {
            return measured;
        }
        tables.each(
                tables.select(
                                "logged_model_metrics",
                                "run_id",
                                "metric_name",
                                "metric_timestamp_ms",
                                "metric_step",
                                "model_id",
                                "dataset_name",
                                "dataset_digest")
                        + " WHERE "
                        + Tables.in("run_id", ids),
                ids,
                row ->
                        measured.put(
                                List.of(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getLong(4)),
                                List.of(
                                        text(row.getString(5)),
                                        text(row.getString(6)),
                                        text(row.getString(7)))));
        return measured;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
