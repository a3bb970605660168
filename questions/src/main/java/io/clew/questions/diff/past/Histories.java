package io.clew.questions.diff.past;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.questions.diff.evidence.Evidence;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.side.Side;
import io.clew.questions.diff.side.Side.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the past of what differs, all at once: the earlier runs of jobs and the earlier versions of
 * datasets.
 */
public final class Histories {

    /** Earlier members of one container that tell: enough to know a habit. */
    public static final int MEMBERS_MAX = 16;

    /** Earlier members of all containers together: bounds what one question reads. */
    public static final int ALL_MAX = 3000;

    private static final int CODE_AND_ENVIRONMENT_MAX = 8;

    private final Side side;
    private final Evidence evidence;
    private final Map<Integer, List<Integer>> members = new LinkedHashMap<>();
    private final Map<Integer, List<Past.Run>> runs = new HashMap<>();
    private final Map<Integer, List<Past.Version>> versions = new HashMap<>();
    private int asked;

    /**
     * Makes one that knows nothing yet.
     *
     * @param side whose clocks bound the past
     */
    public Histories(Side side, Evidence evidence) {
        this.side = side;
        this.evidence = evidence;
    }

    /**
     * Asks for the past of a property; {@link #read} reads it.
     *
     * @param newer the newer of both that are compared: only what was first heard of before it, and
     *     is not it, is the past
     */
    public void ask(Trait trait, List<Integer> newer) {
        if (trait.container() >= 0 && !members.containsKey(trait.container()) && asked < ALL_MAX) {
            boolean ofRuns = trait instanceof Trait.OfRuns;
            NodeKind wanted = ofRuns ? NodeKind.RUN : NodeKind.DATASET_VERSION;
            int below = newer.stream().mapToInt(Integer::intValue).max().orElse(Integer.MAX_VALUE);
            List<Integer> found =
                    side
                            .members(
                                    trait.container(),
                                    ofRuns ? EdgeKind.PART_OF : EdgeKind.VERSION_OF,
                                    member -> member < below && side.kind(member) == wanted,
                                    MEMBERS_MAX)
                            .nodes()
                            .stream()
                            .filter(member -> !newer.contains(member))
                            .toList();
            asked += found.size();
            members.put(trait.container(), found);
        }
    }

    /** Reads what was asked for. */
    public void read() {
        Set<Integer> nodes = new LinkedHashSet<>();
        members.values().forEach(nodes::addAll);
        for (List<Integer> each : members.values()) {
            for (int member : each) {
                if (side.kind(member) == NodeKind.RUN) {
                    nodes.addAll(targets(member, EdgeKind.RAN_IN));
                }
            }
        }
        evidence.read(nodes);
    }

    /** Returns the past of a property that was asked for and read. */
    public History of(Trait trait) {
        List<Object> readings = new ArrayList<>();
        switch (trait) {
            case Trait.Known known -> {
                return known.history();
            }
            case Trait.Dated dated ->
                    readings.addAll(
                            evidence.figures(
                                    dated.node(), dated.key(), dated.untilMillis(), MEMBERS_MAX));
            case Trait.OfRuns of ->
                    runs(of.container()).forEach(run -> add(readings, of.reading().of(run)));
            case Trait.OfVersions of ->
                    versions(of.container()).forEach(v -> add(readings, of.reading().of(v)));
            case Trait.Series of -> readings.addAll(of.past());
            case Trait.Figure of ->
                    versions(of.container()).forEach(v -> add(readings, of.reading().of(v)));
        }
        return History.of(readings);
    }

    private static void add(List<Object> readings, @Nullable Object reading) {
        if (reading != null) {
            readings.add(reading);
        }
    }

    private List<Past.Run> runs(int job) {
        return runs.computeIfAbsent(
                job,
                j ->
                        members.getOrDefault(j, List.of()).stream()
                                .filter(side::isGood)
                                .sorted(
                                        Comparator.comparingLong(this::started)
                                                .thenComparing(Comparator.naturalOrder()))
                                .map(this::run)
                                .toList());
    }

    private long started(int run) {
        Long started = facts(run).millis(Attributes.STARTED);
        return started == null ? evidence.firstMillis(run) : started;
    }

    private Past.Run run(int run) {
        return new Past.Run(
                run,
                facts(run),
                targets(run, EdgeKind.EXECUTED).stream()
                        .map(code -> side.urn(code).last())
                        .toList(),
                Facts.of(evidence, targets(run, EdgeKind.RAN_IN), side.clocks().asOfMillis()));
    }

    private List<Integer> targets(int run, EdgeKind kind) {
        return side.causes(List.of(run)).stream()
                .filter(cause -> cause.kind() == kind)
                .map(Cause::to)
                .limit(CODE_AND_ENVIRONMENT_MAX)
                .toList();
    }

    private List<Past.Version> versions(int dataset) {
        return versions.computeIfAbsent(
                dataset,
                d ->
                        members.getOrDefault(d, List.of()).stream()
                                .sorted(
                                        Comparator.<Integer>comparingLong(evidence::firstMillis)
                                                .thenComparing(Comparator.naturalOrder()))
                                .map(
                                        version ->
                                                new Past.Version(
                                                        version,
                                                        side.urn(version).last(),
                                                        facts(version)))
                                .toList());
    }

    private Facts facts(int node) {
        return Facts.of(evidence, List.of(node), side.clocks().asOfMillis());
    }
}
