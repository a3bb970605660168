package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.JsonWriter;
import io.clew.identity.dataset.DatasetName;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import io.clew.protocol.openlineage.marquez.wire.Uuids;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a job as Marquez does.
 *
 * @param processing how it processes, in the words of OpenLineage; null when nobody said
 * @param parentNamespace namespace of the job whose run started this one's; null when none did
 * @param parentName its name
 * @param latestRun its newest run, with facets; null when it never ran
 * @param latestRuns its newest runs; only the first has facets; null where they are not asked for
 * @param currentVersion UUID of what it reads and writes now
 */
public record JobView(
        Thing thing,
        @Nullable String processing,
        List<DatasetName> inputs,
        List<DatasetName> outputs,
        @Nullable String parentNamespace,
        @Nullable String parentName,
        @Nullable RunView latestRun,
        @Nullable List<RunView> latestRuns,
        Map<String, @Nullable Object> facets,
        @Nullable String description,
        @Nullable String location,
        String currentVersion,
        List<String> tags) {

    /** Writes the members. */
    public void write(JsonWriter out) {
        writeNode(out);
        if (latestRuns == null) {
            out.nothing("latestRuns");
        } else {
            out.objects("latestRuns", latestRuns, (run, view) -> view.write(run));
        }
        out.value("facets", facets);
        out.text("currentVersion", currentVersion);
        out.texts("labels", List.of());
        out.texts("tags", tags);
    }

    /** Writes the members that a node of lineage has. */
    public void writeNode(JsonWriter out) {
        Shapes.id(out, "id", thing.namespace(), thing.name());
        out.text("type", type());
        out.text("name", thing.name());
        out.text("simpleName", simpleName());
        Shapes.text(out, "parentJobName", parentName);
        Shapes.text(
                out,
                "parentJobUuid",
                parentName == null ? null : Uuids.of("job " + parentNamespace + " " + parentName));
        Shapes.time(out, "createdAt", thing.createdMillis());
        Shapes.time(out, "updatedAt", updatedMillis());
        out.text("namespace", thing.namespace());
        datasets(out, "inputs", inputs);
        datasets(out, "outputs", outputs);
        Shapes.text(out, "location", location);
        Shapes.text(out, "description", description);
        RunView run = latestRun;
        if (run == null) {
            out.nothing("latestRun");
        } else {
            out.object("latestRun", run::write);
        }
    }

    static void datasets(JsonWriter out, String member, List<DatasetName> names) {
        out.objects(
                member,
                names,
                (dataset, name) ->
                        dataset.text("namespace", name.namespace()).text("name", name.name()));
    }

    /** Its row changes when something new is said of it; its runs change it too. */
    private long updatedMillis() {
        return latestRun == null
                ? thing.updatedMillis()
                : Math.max(thing.updatedMillis(), latestRun.updatedMillis());
    }

    /** Returns what kind of job it is, in Marquez's words. */
    private String type() {
        return switch (processing == null ? "" : processing.toUpperCase(Locale.ROOT)) {
            case "STREAMING", "STREAM" -> "STREAM";
            case "SERVICE" -> "SERVICE";
            default -> "BATCH";
        };
    }

    /** Returns the name without its parent's, where it begins with that. */
    private String simpleName() {
        return parentName != null && thing.name().startsWith(parentName + ".")
                ? thing.name().substring(parentName.length() + 1)
                : thing.name();
    }
}
