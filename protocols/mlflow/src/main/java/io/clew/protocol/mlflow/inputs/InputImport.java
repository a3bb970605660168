package io.clew.protocol.mlflow.inputs;

import io.clew.commit.Commit;
import io.clew.model.EventTime;
import io.clew.protocol.mlflow.datasets.Dataset;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.Run;
import io.clew.protocol.mlflow.wire.EventTimes;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what runs of another MLflow took in and gave out. */
public final class InputImport {
    private InputImport() {}

    /** A dataset that a run took in, with the tags of that use. */
    public record Brought(Dataset dataset, Map<String, String> tags) {}

    /** Adds what is not there yet; says whether that was anything. */
    public static boolean put(
            Commit commit,
            Run run,
            List<Brought> datasets,
            List<String> models,
            Map<String, Long> outputs) {
        Set<List<String>> there = there(Scope.of(commit), run);
        List<LoggedInput> fresh = new ArrayList<>();
        for (Brought brought : datasets) {
            if (there.add(List.of(brought.dataset().name(), brought.dataset().digest()))) {
                List<KeyValue> tags = new ArrayList<>();
                brought.tags().forEach((key, value) -> tags.add(new KeyValue(key, value)));
                fresh.add(new LoggedInput(brought.dataset(), tags));
            }
        }
        DatasetInputs.add(commit, run, fresh);
        boolean changed = !fresh.isEmpty();
        EventTime start = run.startTime(commit.now());
        for (String model : models) {
            changed |= InputRoutes.addModelInput(commit, run, model, start);
        }
        Long end = run.endMillis();
        EventTime made = end == null ? start : EventTimes.of(end, commit.now());
        for (Map.Entry<String, Long> output : outputs.entrySet()) {
            changed |=
                    InputRoutes.addModelOutput(
                            commit,
                            run,
                            new InputRoutes.Output(output.getKey(), output.getValue()),
                            made);
        }
        return changed;
    }

    private static Set<List<String>> there(Scope scope, Run run) {
        return new HashSet<>(
                scope.sql(
                                "SELECT d.name, d.digest FROM mlflow_input i JOIN mlflow_dataset d ON"
                                        + " d.dataset_id = i.dataset_id WHERE i.workspace_id ="
                                        + " :workspace AND i.node_id = :node")
                        .bind("node", run.nodeId())
                        .list(row -> List.of(row.text("name"), row.text("digest"))));
    }
}
