package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.rows.RunRow;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run as Marquez does.
 *
 * @param createdMillis time of its first event
 * @param updatedMillis time of its last event
 * @param jobVersion the UUID of what its job read and wrote then
 */
public record RunView(
        RunRow row,
        String jobNamespace,
        String jobName,
        String jobVersion,
        long createdMillis,
        long updatedMillis,
        @Nullable String nominalStart,
        @Nullable String nominalEnd,
        Map<String, @Nullable Object> facets,
        List<UsedVersion> inputs,
        List<UsedVersion> outputs) {

    /**
     * Names a version that a run read or wrote.
     *
     * @param version its UUID; that of the dataset where no version is known
     */
    public record UsedVersion(
            String namespace, String name, String version, Map<String, @Nullable Object> facets) {}

    /** Writes the members. */
    public void write(JsonWriter out) {
        out.text("id", row.runId());
        Shapes.time(out, "createdAt", createdMillis);
        Shapes.time(out, "updatedAt", updatedMillis);
        Shapes.text(out, "nominalStartTime", nominalStart);
        Shapes.text(out, "nominalEndTime", nominalEnd);
        out.text("state", row.state());
        boolean started = !row.state().equals("NEW");
        Shapes.time(out, "startedAt", started ? row.startedMillis() : null);
        Shapes.time(out, "endedAt", row.endedMillis());
        Long ended = row.endedMillis();
        Shapes.value(
                out,
                "durationMs",
                ended == null ? null : (Object) Math.max(0L, ended - row.startedMillis()));
        out.object("args", args -> arguments().forEach(args::text));
        out.object(
                "jobVersion",
                version ->
                        version.text("namespace", jobNamespace)
                                .text("name", jobName)
                                .text("version", jobVersion));
        out.objects("inputDatasetVersions", inputs, RunView::write);
        out.objects("outputDatasetVersions", outputs, RunView::write);
        out.value("facets", facets);
    }

    /** Returns what it was started with, as a facet tells it. */
    private Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (facets.get("executionParameters") instanceof Map<?, ?> facet
                && facet.get("parameters") instanceof List<?> all) {
            for (Object one : all) {
                String key = Shapes.textAt(one, "key");
                if (key != null && one instanceof Map<?, ?> members) {
                    arguments.putIfAbsent(key, String.valueOf(members.get("value")));
                }
            }
        }
        return arguments;
    }

    private static void write(JsonWriter out, UsedVersion version) {
        out.object(
                "datasetVersionId",
                id ->
                        id.text("namespace", version.namespace)
                                .text("name", version.name)
                                .text("version", version.version));
        out.value("facets", version.facets);
    }
}
