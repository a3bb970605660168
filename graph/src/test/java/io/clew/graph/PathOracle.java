package io.clew.graph;

import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.TraversalQuestion;
import io.clew.model.Clocks;
import io.clew.model.Direction;
import io.clew.model.EdgeKind;
import io.clew.model.Level;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tries every way between two nodes, for graphs of a few nodes. */
final class PathOracle {

    /**
     * What a path question should be answered with.
     *
     * @param ways all ways without their same-as edges, in order
     * @param backwards whether they lead the other way round
     */
    record Answer(List<List<Oracle.Link>> ways, boolean backwards, Verdict.Gaps gaps) {}

    private static final Set<EdgeKind> CONTAINMENT =
            EnumSet.of(EdgeKind.PART_OF, EdgeKind.VERSION_OF);

    private final Oracle oracle;
    private ColumnEdges columns = ColumnEdges.WITHOUT;
    private final List<List<Oracle.Link>> found = new ArrayList<>();

    PathOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    Answer answer(Urn from, Urn to) {
        if (from.kind() == NodeKind.COLUMN || to.kind() == NodeKind.COLUMN) {
            columns = ColumnEdges.WITH;
        }
        Oracle.Asking there = ask(from);
        Map<Urn, Integer> searched = searched(there, there.of(to));
        if (there.of(from).contains(to) && !from.equals(to)) {
            return new Answer(List.of(List.of()), false, gaps(there, searched));
        }
        search(there, from, to);
        if (!found.isEmpty()) {
            return new Answer(sorted(), false, gaps(there, searched));
        }
        Oracle.Asking back = ask(to);
        search(back, to, from);
        searched(back, back.of(from)).forEach(searched::putIfAbsent);
        return new Answer(sorted(), !found.isEmpty(), gaps(there, searched));
    }

    /** All that was searched counts, each with its distance from where the search began. */
    private static Verdict.Gaps gaps(Oracle.Asking asking, Map<Urn, Integer> searched) {
        List<Verdict.Gap> gaps = asking.gaps(searched);
        return new Verdict.Gaps(gaps.size(), gaps);
    }

    private Oracle.Asking ask(Urn node) {
        return oracle.ask(
                node,
                new TraversalQuestion(
                        1,
                        Direction.UPSTREAM,
                        Integer.MAX_VALUE,
                        EnumSet.allOf(NodeKind.class),
                        EdgeFilter.at(Clocks.NOW),
                        Level.NODE,
                        true,
                        Budget.DEFAULT,
                        null),
                columns);
    }

    /** What is upstream of the starts and not only beyond the target. */
    private Map<Urn, Integer> searched(Oracle.Asking asking, Set<Urn> target) {
        Map<Urn, Integer> distances = new HashMap<>();
        asking.starts(true).stream()
                .filter(start -> !target.contains(start))
                .forEach(start -> distances.put(start, 0));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Oracle.Link link : asking.links()) {
                Integer near = distances.get(link.from());
                if (near == null
                        || target.contains(link.from())
                        || CONTAINMENT.contains(link.kind())
                        || link.kind() == EdgeKind.SAME_AS) {
                    continue;
                }
                for (Urn node : asking.of(link.to())) {
                    if (distances.getOrDefault(node, Integer.MAX_VALUE) > near + 1) {
                        distances.put(node, near + 1);
                        changed = true;
                    }
                }
            }
        }
        return distances;
    }

    private void search(Oracle.Asking asking, Urn from, Urn to) {
        Set<Urn> target = asking.of(to);
        Set<Set<Urn>> starts = new LinkedHashSet<>();
        asking.starts(true).forEach(start -> starts.add(asking.of(start)));
        starts.remove(target);
        for (Set<Urn> start : starts) {
            Set<Urn> entered = new HashSet<>(start);
            entered.addAll(asking.of(from));
            go(asking, start, false, target, entered, new ArrayList<>());
        }
    }

    private void go(
            Oracle.Asking asking,
            Set<Urn> at,
            boolean inContainer,
            Set<Urn> target,
            Set<Urn> entered,
            List<Oracle.Link> way) {
        if (at.equals(target)) {
            found.add(List.copyOf(way));
            return;
        }
        for (Oracle.Link link : asking.links()) {
            boolean up = CONTAINMENT.contains(link.kind());
            if (!at.contains(link.from())
                    || link.kind() == EdgeKind.SAME_AS
                    || (inContainer && !up)
                    || entered.contains(link.to())) {
                continue;
            }
            Set<Urn> next = new HashSet<>(entered);
            next.addAll(asking.of(link.to()));
            way.add(link);
            go(asking, asking.of(link.to()), up, target, next, way);
            way.removeLast();
        }
    }

    private List<List<Oracle.Link>> sorted() {
        Comparator<Oracle.Link> byName =
                Comparator.<Oracle.Link, String>comparing(link -> link.from().toString())
                        .thenComparing(link -> link.to().toString())
                        .thenComparing(Oracle.Link::kind);
        return found.stream()
                .sorted(
                        (a, b) -> {
                            int c = Integer.compare(a.size(), b.size());
                            for (int i = 0; c == 0 && i < a.size(); i++) {
                                c = byName.compare(a.get(i), b.get(i));
                            }
                            return c;
                        })
                .toList();
    }
}
