package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.JsonWriter;
import io.clew.identity.dataset.DatasetName;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a version of a job as Marquez does.
 *
 * @param version UUID of what it read and wrote
 * @param latestRun the last run that had it, without facets; null when only the design has it
 */
public record JobVersionView(
        Thing job,
        String version,
        long createdMillis,
        List<DatasetName> inputs,
        List<DatasetName> outputs,
        @Nullable RunView latestRun) {

    /** Writes the members. */
    public void write(JsonWriter out) {
        out.object(
                "id",
                id ->
                        id.text("namespace", job.namespace())
                                .text("name", job.name())
                                .text("version", version));
        out.text("name", job.name());
        Shapes.time(out, "createdAt", createdMillis);
        out.text("version", version);
        out.text("namespace", job.namespace());
        out.nothing("location");
        JobView.datasets(out, "inputs", inputs);
        JobView.datasets(out, "outputs", outputs);
        RunView run = latestRun;
        if (run == null) {
            out.nothing("latestRun");
        } else {
            out.object("latestRun", run::write);
        }
    }
}
