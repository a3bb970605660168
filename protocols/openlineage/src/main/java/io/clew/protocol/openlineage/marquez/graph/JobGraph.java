package io.clew.protocol.openlineage.marquez.graph;

import io.clew.graph.GraphView;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rolls the facts of runs and dataset versions up to jobs and datasets, as they are now.
 *
 * <p>A job reads and writes what its newest run that names datasets does, and what its design says.
 * Datasets that are the same by a {@code same-as} are one: the one that was heard of first. For one
 * thread, and one question.
 */
public final class JobGraph {
    /**
     * How many of a job's newest runs are looked at for one that names datasets: a job that
     * schedules others has many runs and none that does.
     */
    private static final int RUNS_MAX = 100;

    private final Neighbors near;
    private final Map<Integer, Io> current = new HashMap<>();
    private final Map<Integer, Integer> canonical = new HashMap<>();

    /** Looks at the graph as it is in a view. */
    public JobGraph(GraphView view) {
        this.near = new Neighbors(view, Clocks.NOW);
    }

    /** Returns what a job reads and writes now. */
    public Io current(int job) {
        Io known = current.get(job);
        if (known == null) {
            known = readCurrent(job);
            current.put(job, known);
        }
        return known;
    }

    private Io readCurrent(int job) {
        Set<Integer> inputs = new TreeSet<>();
        Set<Integer> outputs = new TreeSet<>();
        gather(job, inputs, outputs);
        for (int member : near.effects(job, EdgeKind.PART_OF, RUNS_MAX)) {
            if (near.kind(member) == NodeKind.RUN) {
                Io io = ofRun(member);
                if (!io.isEmpty()) {
                    inputs.addAll(io.inputs());
                    outputs.addAll(io.outputs());
                    break;
                }
            }
        }
        return new Io(inputs, outputs);
    }

    /** Returns what a run read and wrote. */
    public Io ofRun(int run) {
        Set<Integer> inputs = new TreeSet<>();
        Set<Integer> outputs = new TreeSet<>();
        gather(run, inputs, outputs);
        return inputs.isEmpty() && outputs.isEmpty() ? Io.NONE : new Io(inputs, outputs);
    }

    private void gather(int node, Set<Integer> inputs, Set<Integer> outputs) {
        for (int used : near.causes(node, EdgeKind.USED)) {
            datasetOf(used).ifPresent(inputs::add);
        }
        for (int made : near.effects(node, EdgeKind.GENERATED_BY)) {
            datasetOf(made).ifPresent(outputs::add);
        }
    }

    /** Returns the dataset that a node is or is a version of; empty when it is neither. */
    public OptionalInt datasetOf(int node) {
        NodeKind kind = near.kind(node);
        if (kind == NodeKind.DATASET) {
            return OptionalInt.of(canonical(node));
        }
        if (kind == NodeKind.DATASET_VERSION) {
            for (int whole : near.causes(node, EdgeKind.VERSION_OF)) {
                if (near.kind(whole) == NodeKind.DATASET) {
                    return OptionalInt.of(canonical(whole));
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the dataset by which all that are the same as a dataset are known here. */
    public int canonical(int dataset) {
        return near.view().mayHaveOtherNames(dataset)
                ? canonical.computeIfAbsent(
                        dataset, d -> same(d).stream().min(Integer::compare).orElse(d))
                : dataset;
    }

    private Set<Integer> same(int dataset) {
        Set<Integer> all = new LinkedHashSet<>();
        all.add(dataset);
        if (near.view().mayHaveOtherNames(dataset)) {
            Deque<Integer> open = new ArrayDeque<>(all);
            while (!open.isEmpty()) {
                near.otherNames(
                        open.remove(),
                        other -> {
                            if (near.kind(other) == NodeKind.DATASET && all.add(other)) {
                                open.add(other);
                            }
                        });
            }
        }
        return all;
    }

    /** Returns the jobs that read or write a dataset now. */
    public Set<Integer> jobsOf(int dataset) {
        Set<Integer> seen = new LinkedHashSet<>();
        for (int one : same(dataset)) {
            users(one, seen);
            for (int version : near.effects(one, EdgeKind.VERSION_OF)) {
                users(version, seen);
            }
        }
        int whole = canonical(dataset);
        seen.removeIf(
                job -> {
                    Io io = current(job);
                    return !io.inputs().contains(whole) && !io.outputs().contains(whole);
                });
        return seen;
    }

    private void users(int node, Set<Integer> jobs) {
        for (int user : near.effects(node, EdgeKind.USED)) {
            jobOf(user).ifPresent(jobs::add);
        }
        for (int maker : near.causes(node, EdgeKind.GENERATED_BY)) {
            jobOf(maker).ifPresent(jobs::add);
        }
    }

    /** Returns the job that a node is or is a run of. */
    private OptionalInt jobOf(int node) {
        if (near.kind(node) == NodeKind.JOB) {
            return OptionalInt.of(node);
        }
        if (near.kind(node) == NodeKind.RUN) {
            for (int whole : near.causes(node, EdgeKind.PART_OF)) {
                if (near.kind(whole) == NodeKind.JOB) {
                    return OptionalInt.of(whole);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the runs of a job, the newest first. */
    public List<Integer> runs(int job) {
        List<Integer> runs = new ArrayList<>();
        for (int member : near.effects(job, EdgeKind.PART_OF)) {
            if (near.kind(member) == NodeKind.RUN) {
                runs.add(member);
            }
        }
        return runs;
    }

    /** Returns the newest run of a job. */
    public OptionalInt newestRun(int job) {
        for (int member : near.effects(job, EdgeKind.PART_OF, RUNS_MAX)) {
            if (near.kind(member) == NodeKind.RUN) {
                return OptionalInt.of(member);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the versions of a dataset, the newest first. */
    public List<Integer> versions(int dataset) {
        Set<Integer> names = same(dataset);
        List<Integer> versions = new ArrayList<>();
        for (int one : names) {
            for (int version : near.effects(one, EdgeKind.VERSION_OF)) {
                versions.add(version);
            }
        }
        if (names.size() > 1) {
            versions.sort(Comparator.reverseOrder());
        }
        return versions;
    }

    /** Returns the newest version of a dataset. */
    public OptionalInt newestVersion(int dataset) {
        OptionalInt newest = OptionalInt.empty();
        for (int one : same(dataset)) {
            for (int version : near.effects(one, EdgeKind.VERSION_OF, 1)) {
                newest = OptionalInt.of(Math.max(version, newest.orElse(version)));
            }
        }
        return newest;
    }

    /** Returns the run that made a version or a dataset last. */
    public OptionalInt maker(int node) {
        for (int maker : near.causes(node, EdgeKind.GENERATED_BY)) {
            if (near.kind(maker) == NodeKind.RUN) {
                return OptionalInt.of(maker);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the run that read a version last. */
    public OptionalInt newestReader(int version) {
        for (int user : near.effects(version, EdgeKind.USED)) {
            if (near.kind(user) == NodeKind.RUN) {
                return OptionalInt.of(user);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the versions that a run used, or the dataset where it named no version. */
    public List<Integer> used(int run) {
        return versionsFirst(near.causes(run, EdgeKind.USED));
    }

    /** Returns the versions that a run made, or the dataset where there is no version yet. */
    public List<Integer> made(int run) {
        return versionsFirst(near.effects(run, EdgeKind.GENERATED_BY));
    }

    private List<Integer> versionsFirst(int[] nodes) {
        Map<Integer, Integer> byDataset = new HashMap<>();
        for (int node : nodes) {
            datasetOf(node)
                    .ifPresent(
                            dataset ->
                                    byDataset.merge(
                                            dataset,
                                            node,
                                            (a, b) ->
                                                    near.kind(a) == NodeKind.DATASET_VERSION
                                                            ? a
                                                            : b));
        }
        return List.copyOf(byDataset.values());
    }

    /** Returns the newest runs that wrote a dataset, and then the newest that read it. */
    public List<Integer> newestRuns(int dataset, int each) {
        Set<Integer> writers = new LinkedHashSet<>();
        Set<Integer> readers = new LinkedHashSet<>();
        List<Integer> nodes = new ArrayList<>(same(dataset));
        for (int one : List.copyOf(nodes)) {
            for (int version : near.effects(one, EdgeKind.VERSION_OF, each)) {
                nodes.add(version);
            }
        }
        for (int node : nodes) {
            maker(node).ifPresent(writers::add);
            for (int user : near.effects(node, EdgeKind.USED, each)) {
                if (near.kind(user) == NodeKind.RUN) {
                    readers.add(user);
                }
            }
        }
        List<Integer> all = new ArrayList<>(newest(writers, each));
        all.addAll(newest(readers, each));
        return all.stream().distinct().toList();
    }

    private static List<Integer> newest(Set<Integer> runs, int max) {
        return runs.stream().sorted((a, b) -> Integer.compare(b, a)).limit(max).toList();
    }

    /** Returns the columns of a dataset. */
    public List<Integer> columns(int dataset) {
        List<Integer> columns = new ArrayList<>();
        for (int one : same(dataset)) {
            for (int part : near.effects(one, EdgeKind.PART_OF)) {
                if (near.kind(part) == NodeKind.COLUMN) {
                    columns.add(part);
                }
            }
        }
        return columns;
    }

    /** Returns the name of a node. */
    public Urn urn(int node) {
        return near.view().urn(node);
    }

    /** Returns a node's name as text. */
    public String urnText(int node) {
        return near.view().urnText(node);
    }
}
