package io.clew.protocol.mlflow.runs;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.datasets.Dataset;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.wire.KeyValue;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds all that is shown of some runs besides themselves, by node.
 *
 * @param metrics the latest point of each metric
 * @param modelInputs ids of logged models
 */
record RunData(
        Map<Integer, List<MetricPoint>> metrics,
        Map<Integer, List<KeyValue>> params,
        Map<Integer, List<KeyValue>> tags,
        Map<Integer, List<DatasetInput>> datasets,
        Map<Integer, List<String>> modelInputs,
        Map<Integer, List<ModelOutput>> modelOutputs) {

    /** A logged model that a run gave out. */
    record ModelOutput(String modelId, long step) {}

    /** The data of no runs. */
    static final RunData EMPTY =
            new RunData(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /** Most runs of one look-up. */
    static final int BATCH = 500;

    /** Returns the data of a run that was made in this commit: its tags, by key. */
    static RunData ofNew(int node, List<KeyValue> tags) {
        return new RunData(Map.of(), Map.of(), Map.of(node, tags), Map.of(), Map.of(), Map.of());
    }

    /** Reads the data of some runs, 1 to {@link #BATCH}. */
    static RunData of(Scope scope, Collection<Integer> nodes) {
        return new RunData(
                MetricStore.latest(scope.db(), nodes),
                PairTable.PARAM.all(scope, nodes),
                PairTable.TAG.all(scope, nodes),
                datasets(scope, nodes),
                modelInputs(scope, nodes),
                modelOutputs(scope, nodes));
    }

    private static Map<Integer, List<DatasetInput>> datasets(
            Scope scope, Collection<Integer> nodes) {
        Map<Long, List<KeyValue>> tags = new HashMap<>();
        Map<Integer, List<DatasetInput>> found = new HashMap<>();
        scope.sql(
                        "SELECT node_id, dataset_id, key, value FROM mlflow_input_tag WHERE"
                                + " workspace_id = :workspace AND node_id IN (:nodes) ORDER BY"
                                + " node_id, dataset_id, key")
                .bindAll("nodes", nodes)
                .each(
                        row ->
                                tags.computeIfAbsent(
                                                use(
                                                        row.integer("node_id"),
                                                        row.integer("dataset_id")),
                                                use -> new ArrayList<>())
                                        .add(new KeyValue(row.text("key"), row.text("value"))));
        scope.sql(
                        "SELECT i.node_id, i.dataset_id, d.name, d.digest, d.source_type, d.source,"
                                + " d.schema, d.profile FROM mlflow_input i JOIN mlflow_dataset d"
                                + " ON d.dataset_id = i.dataset_id WHERE i.workspace_id ="
                                + " :workspace AND i.node_id IN (:nodes) ORDER BY i.node_id,"
                                + " i.dataset_id")
                .bindAll("nodes", nodes)
                .each(
                        row -> {
                            long node = row.integer("node_id");
                            found.computeIfAbsent((int) node, n -> new ArrayList<>())
                                    .add(
                                            new DatasetInput(
                                                    tags.getOrDefault(
                                                            use(node, row.integer("dataset_id")),
                                                            List.of()),
                                                    new Dataset(
                                                            row.text("name"),
                                                            row.text("digest"),
                                                            row.text("source_type"),
                                                            row.text("source"),
                                                            row.nullableText("schema"),
                                                            row.nullableText("profile"))));
                        });
        return found;
    }

    /** Returns one number for a pair of dense ids. */
    private static long use(long node, long dataset) {
        return node << 32 | dataset;
    }

    private static Map<Integer, List<String>> modelInputs(Scope scope, Collection<Integer> nodes) {
        Map<Integer, List<String>> found = new HashMap<>();
        scope.sql(
                        "SELECT node_id, model_id FROM mlflow_model_input WHERE workspace_id ="
                                + " :workspace AND node_id IN (:nodes) ORDER BY node_id, model_id")
                .bindAll("nodes", nodes)
                .each(
                        row ->
                                found.computeIfAbsent(
                                                (int) row.integer("node_id"),
                                                node -> new ArrayList<>())
                                        .add(row.text("model_id")));
        return found;
    }

    private static Map<Integer, List<ModelOutput>> modelOutputs(
            Scope scope, Collection<Integer> nodes) {
        Map<Integer, List<ModelOutput>> found = new HashMap<>();
        scope.sql(
                        "SELECT node_id, model_id, step FROM mlflow_model_output WHERE workspace_id ="
                                + " :workspace AND node_id IN (:nodes) ORDER BY node_id, step,"
                                + " model_id")
                .bindAll("nodes", nodes)
                .each(
                        row ->
                                found.computeIfAbsent(
                                                (int) row.integer("node_id"),
                                                node -> new ArrayList<>())
                                        .add(
                                                new ModelOutput(
                                                        row.text("model_id"),
                                                        row.integer("step"))));
        return found;
    }

    /** Writes one run with its data as the members of an object. */
    void write(JsonWriter out, Run run) {
        int node = run.nodeId();
        out.object("info", info -> RunJson.info(info, run))
                .object(
                        "data",
                        data ->
                                data.objectsUnlessEmpty(
                                                "metrics",
                                                metrics.getOrDefault(node, List.of()),
                                                RunJson::metric)
                                        .objectsUnlessEmpty(
                                                "params",
                                                params.getOrDefault(node, List.of()),
                                                KeyValue::write)
                                        .objectsUnlessEmpty(
                                                "tags",
                                                tags.getOrDefault(node, List.of()),
                                                KeyValue::write))
                .object(
                        "inputs",
                        inputs ->
                                inputs.objectsUnlessEmpty(
                                                "dataset_inputs",
                                                datasets.getOrDefault(node, List.of()),
                                                DatasetInput::write)
                                        .objectsUnlessEmpty(
                                                "model_inputs",
                                                modelInputs.getOrDefault(node, List.of()),
                                                (model, id) -> model.text("model_id", id)))
                .object(
                        "outputs",
                        outputs ->
                                outputs.objectsUnlessEmpty(
                                        "model_outputs",
                                        modelOutputs.getOrDefault(node, List.of()),
                                        (model, output) ->
                                                model.text("model_id", output.modelId())
                                                        .number("step", output.step())));
    }
}
