package io.clew.protocol.openlineage.marquez.graph;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Walks from a job or a dataset to the jobs that share datasets with it, in both directions, as
 * Marquez does.
 *
 * @param jobs nodes of jobs, nearest first
 * @param datasets nodes of the datasets that these read and write
 * @param truncated whether there are more than {@link #NODES_MAX}
 */
public record LineageWalk(Set<Integer> jobs, Set<Integer> datasets, boolean truncated) {
    /** Most nodes of one answer: no screen shows more, and it keeps an answer within 20 MB. */
    public static final int NODES_MAX = 20_000;

    /** Begins at a job; jobs are at most so many shared datasets away. */
    public static LineageWalk fromJob(JobGraph graph, int job, int depth) {
        Set<Integer> jobs = new LinkedHashSet<>();
        jobs.add(job);
        return walk(graph, jobs, new LinkedHashSet<>(), depth);
    }

    /** Begins at a dataset: the jobs that read or write it are at distance 0. */
    public static LineageWalk fromDataset(JobGraph graph, int dataset, int depth) {
        Set<Integer> datasets = new LinkedHashSet<>();
        datasets.add(graph.canonical(dataset));
        return walk(graph, new LinkedHashSet<>(graph.jobsOf(dataset)), datasets, depth);
    }

    private static LineageWalk walk(
            JobGraph graph, Set<Integer> jobs, Set<Integer> datasets, int depth) {
        Set<Integer> nearest = new LinkedHashSet<>(jobs);
        for (int hop = 0; !nearest.isEmpty(); hop++) {
            Set<Integer> shared = new LinkedHashSet<>();
            for (int job : nearest) {
                Io io = graph.current(job);
                io.inputs().stream().filter(datasets::add).forEach(shared::add);
                io.outputs().stream().filter(datasets::add).forEach(shared::add);
            }
            if (jobs.size() + datasets.size() > NODES_MAX) {
                return new LineageWalk(jobs, datasets, true);
            }
            if (hop >= depth) {
                break;
            }
            nearest = new LinkedHashSet<>();
            for (int dataset : shared) {
                graph.jobsOf(dataset).stream().filter(jobs::add).forEach(nearest::add);
            }
        }
        return new LineageWalk(jobs, datasets, false);
    }
}
