package io.clew.protocol.openlineage.marquez.views;

import io.clew.protocol.openlineage.marquez.graph.Io;
import io.clew.protocol.openlineage.marquez.graph.JobGraph;
import io.clew.protocol.openlineage.marquez.wire.Uuids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the versions of a job: each set of datasets that its runs read and wrote, or that its
 * design says, is one.
 */
final class JobVersions {
    private JobVersions() {}

    /**
     * Shows one version.
     *
     * @param uuid the same for the same datasets
     * @param firstRun the run that was the first to have it; 0 when only the design has it
     * @param lastRun the last such
     */
    record Version(String uuid, Io io, int firstRun, int lastRun) {}

    /** Names the version of a job that reads and writes some datasets. */
    static String of(JobGraph graph, int job, Io io) {
        StringBuilder text = new StringBuilder("job-version ").append(graph.urnText(job));
        io.inputs().forEach(node -> text.append(" < ").append(graph.urnText(node)));
        io.outputs().forEach(node -> text.append(" > ").append(graph.urnText(node)));
        return Uuids.of(text.toString());
    }

    /** Returns the versions of a job, the newest first; looks at each of its runs once. */
    static List<Version> all(JobGraph graph, int job) {
        Map<Io, Version> versions = new LinkedHashMap<>();
        Io design = graph.ofRun(job);
        for (int run : graph.runs(job)) {
            Io io = graph.ofRun(run);
            versions.merge(
                    io,
                    new Version(of(graph, job, io), io, run, run),
                    (newer, older) -> new Version(newer.uuid, io, older.firstRun, newer.lastRun));
        }
        if (!design.isEmpty() || versions.isEmpty()) {
            versions.putIfAbsent(design, new Version(of(graph, job, design), design, 0, 0));
        }
        // A run of which only the beginning is known says nothing yet of what its job does.
        if (versions.size() > 1) {
            versions.remove(new Io(java.util.Set.of(), java.util.Set.of()));
        }
        return new ArrayList<>(versions.values());
    }
}
