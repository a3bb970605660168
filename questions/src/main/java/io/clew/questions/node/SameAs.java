package io.clew.questions.node;

import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.store.Db;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the other names of nodes: same-as is true identity, so it is followed both ways to its end.
 */
public final class SameAs {

    private SameAs() {}

    /** Returns the other nodes that are the same as some nodes; one without any is absent. */
    public static Map<Integer, Set<Integer>> of(Db db, Collection<Integer> nodes, Clocks clocks) {
        Map<Integer, Set<Integer>> near = new HashMap<>();
        Set<Integer> asked = new HashSet<>();
        Collection<Integer> front = nodes;
        while (!front.isEmpty()) {
            asked.addAll(front);
            Set<Integer> next = new LinkedHashSet<>();
            List<Link> links = new ArrayList<>(Links.from(db, front, clocks, EdgeKind.SAME_AS));
            links.addAll(Links.to(db, front, clocks, EdgeKind.SAME_AS));
            for (Link link : links) {
                near.computeIfAbsent(link.from(), n -> new HashSet<>()).add(link.to());
                near.computeIfAbsent(link.to(), n -> new HashSet<>()).add(link.from());
                next.add(link.from());
                next.add(link.to());
            }
            next.removeAll(asked);
            front = next;
        }
        Map<Integer, Set<Integer>> all = new HashMap<>();
        for (int node : nodes) {
            if (near.containsKey(node)) {
                all.put(node, closure(node, near));
            }
        }
        return all;
    }

    private static Set<Integer> closure(int node, Map<Integer, Set<Integer>> near) {
        Set<Integer> seen = new TreeSet<>();
        Deque<Integer> queue = new ArrayDeque<>(List.of(node));
        while (!queue.isEmpty()) {
            for (int other : near.getOrDefault(queue.remove(), Set.of())) {
                if (seen.add(other)) {
                    queue.add(other);
                }
            }
        }
        seen.remove(node);
        return seen;
    }
}
