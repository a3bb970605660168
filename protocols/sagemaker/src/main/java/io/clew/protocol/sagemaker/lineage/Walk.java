package io.clew.protocol.sagemaker.lineage;

import io.clew.protocol.sagemaker.rows.AssociationRow;
import io.clew.protocol.sagemaker.rows.AssociationRows;
import io.clew.protocol.sagemaker.rows.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Walks associations from one entity, breadth first, to a depth: up to what contributed, down to
 * what came of it, or at every step both ways.
 */
final class Walk {

    /** Which way associations are followed. */
    enum Way {
        ASCENDANTS,
        DESCENDANTS,
        BOTH
    }

    /** Is one entity that was reached. */
    record Reached(String arn, String listedType, int depth) {}

    private final Scope scope;
    private final Way way;
    private final Map<String, Reached> reached = new LinkedHashMap<>();
    private final Map<List<String>, AssociationRow> edges = new LinkedHashMap<>();
    private final Map<String, Set<String>> before = new HashMap<>();

    private Walk(Scope scope, Way way) {
        this.scope = scope;
        this.way = way;
    }

    /** Walks from an entity; the result has it first, then each distance by ARN. */
    static Walk from(Scope scope, String start, String listedType, Way way, int depthMax) {
        Walk walk = new Walk(scope, way);
        walk.reached.put(start, new Reached(start, listedType, 0));
        List<String> frontier = List.of(start);
        for (int depth = 1; depth <= depthMax && !frontier.isEmpty(); depth++) {
            frontier = walk.step(frontier, depth);
        }
        return walk;
    }

    private List<String> step(List<String> frontier, int depth) {
        Map<String, String> found = new TreeMap<>();
        if (way != Way.DESCENDANTS) {
            for (AssociationRow row : AssociationRows.ofDestinations(scope, frontier)) {
                follow(row, row.destinationArn(), row.sourceArn(), row.sourceType(), found);
            }
        }
        if (way != Way.ASCENDANTS) {
            for (AssociationRow row : AssociationRows.ofSources(scope, frontier)) {
                follow(row, row.sourceArn(), row.destinationArn(), row.destinationType(), found);
            }
        }
        List<String> next = new ArrayList<>();
        found.forEach(
                (arn, type) -> {
                    reached.put(arn, new Reached(arn, type, depth));
                    next.add(arn);
                });
        return next;
    }

    private void follow(
            AssociationRow row, String from, String to, String type, Map<String, String> found) {
        edges.putIfAbsent(List.of(row.sourceArn(), row.destinationArn()), row);
        if (!reached.containsKey(to)) {
            found.put(to, type);
            before.computeIfAbsent(to, arn -> new LinkedHashSet<>()).add(from);
        }
    }

    /** Returns all that was reached, nearest first. */
    List<Reached> reached() {
        return List.copyOf(reached.values());
    }

    /** Returns the associations that were followed. */
    List<AssociationRow> edges() {
        return List.copyOf(edges.values());
    }

    /** Returns some entities with all that lie on the shortest ways to them. */
    Set<String> withWays(Set<String> wanted) {
        Set<String> all = new HashSet<>(wanted);
        List<String> open = new ArrayList<>(wanted);
        while (!open.isEmpty()) {
            for (String from : before.getOrDefault(open.removeLast(), Set.of())) {
                if (all.add(from)) {
                    open.add(from);
                }
            }
        }
        return all;
    }
}
