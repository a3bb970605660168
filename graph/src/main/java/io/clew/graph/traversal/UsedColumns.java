package io.clew.graph.traversal;

import io.clew.graph.ColumnEdges;
import io.clew.graph.EdgeCursor;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which columns of its datasets an answer about things is about: those of the versions that
 * are in it.
 *
 * <p>Where that is not known it may be any: where the dataset was asked; where a schema of one of
 * its versions is not told; where something leads to the dataset and not, itself or by what made
 * it, to a version.
 */
final class UsedColumns {

    /** Most versions whose schemas are read for one answer: each may name thousands of columns. */
    static final int VERSIONS_MAX = 5_000;

    private final Walk walk;
    private final IntMap inAnswer;
    private final EdgeCursor versionOf;
    private final EdgeCursor makers;
    private final Map<Integer, List<Integer>> versions = new LinkedHashMap<>();
    private final Map<Integer, List<ColumnNames>> known = new HashMap<>();
    private final Set<Long> overVersions = new HashSet<>();

    private UsedColumns(Walk walk, IntMap inAnswer) {
        this.walk = walk;
        this.inAnswer = inAnswer;
        this.versionOf = walk.view.cursor(walk.rules.members.only(Set.of(EdgeKind.VERSION_OF)));
        this.makers =
                walk.view.cursor(
                        walk.rules
                                .standing
                                .only(Set.of(EdgeKind.GENERATED_BY))
                                .columns(ColumnEdges.WITHOUT));
    }

    /**
     * Reads the schemas of an answer's versions.
     *
     * @param inAnswer the places of the answer's nodes
     */
    static UsedColumns of(Walk walk, IntMap inAnswer, Schemas schemas) {
        UsedColumns used = new UsedColumns(walk, inAnswer);
        used.findVersions();
        used.findUses();
        used.read(schemas);
        return used;
    }

    private void findVersions() {
        for (int place = 0; place < walk.layers.size(); place++) {
            for (int node : walk.rules.classes.members(walk.layers.classAt(place))) {
                if (walk.view.kind(node) == NodeKind.DATASET_VERSION) {
                    for (int dataset : datasets(node)) {
                        versions.computeIfAbsent(dataset, d -> new ArrayList<>()).add(node);
                    }
                }
            }
        }
    }

    private int[] datasets(int version) {
        IntList datasets = new IntList();
        versionOf.out(version);
        while (versionOf.next()) {
            walk.rules.meter.took();
            if (walk.view.kind(versionOf.node()) == NodeKind.DATASET) {
                datasets.add(walk.rules.classes.of(versionOf.node()));
            }
        }
        return datasets.distinct();
    }

    private void findUses() {
        IntList direct = new IntList();
        IntList edges = new IntList();
        edges.addAll(walk.up.edges());
        edges.addAll(walk.down.edges());
        for (int edge : edges.distinct()) {
            int from = walk.view.from(edge);
            int to = walk.view.to(edge);
            if (inAnswer.has(from) && inAnswer.has(to)) {
                see(from, to, direct);
                see(to, from, direct);
            }
        }
        for (int i = 0; i < direct.size(); i += 2) {
            int user = direct.get(i);
            int dataset = direct.get(i + 1);
            if (!usesVersion(user, dataset) && !isMadeOfVersion(user, dataset)) {
                versions.remove(dataset);
            }
        }
        versions.keySet().removeIf(dataset -> isNear(dataset));
    }

    private boolean isNear(int dataset) {
        return walk.up.isNearer(dataset, 1) || walk.down.isNearer(dataset, 1);
    }

    private void see(int user, int node, IntList direct) {
        int of = walk.rules.classes.of(user);
        if (walk.view.kind(node) == NodeKind.DATASET_VERSION) {
            for (int dataset : datasets(node)) {
                overVersions.add(pair(of, dataset));
            }
        } else if (walk.view.kind(node) == NodeKind.DATASET) {
            direct.add(of);
            direct.add(walk.rules.classes.of(node));
        }
    }

    private static long pair(int user, int dataset) {
        return (long) user << Integer.SIZE | dataset;
    }

    private boolean usesVersion(int user, int dataset) {
        return overVersions.contains(pair(user, dataset));
    }

    private boolean isMadeOfVersion(int made, int dataset) {
        for (int member : walk.rules.classes.members(made)) {
            makers.out(member);
            while (makers.next()) {
                walk.rules.meter.took();
                if (usesVersion(walk.rules.classes.of(makers.node()), dataset)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void read(Schemas schemas) {
        Set<Integer> all = new HashSet<>();
        versions.values().forEach(all::addAll);
        if (all.isEmpty() || all.size() > VERSIONS_MAX) {
            return;
        }
        Map<Integer, ColumnNames> told = schemas.of(all, walk.rules.standing.clocks());
        versions.forEach(
                (dataset, some) -> {
                    if (told.keySet().containsAll(some)) {
                        known.put(dataset, some.stream().map(told::get).toList());
                    }
                });
    }

    /** Says whether the answer may be about a column of a dataset. */
    boolean mayBe(int column, int dataset) {
        List<ColumnNames> names = known.get(walk.rules.classes.of(dataset));
        return names == null
                || names.stream().anyMatch(some -> some.admits(walk.view.urn(column).last()));
    }
}
