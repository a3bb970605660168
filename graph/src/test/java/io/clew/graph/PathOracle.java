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

    Answer answer(Urn from, Urn to, int count) {
        if (from.kind() == NodeKind.COLUMN || to.kind() == NodeKind.COLUMN) {
            columns = ColumnEdges.WITH;
        }
        Oracle.Asking there = ask(from);
        if (there.of(from).contains(to)) {
            List<List<Oracle.Link>> ways = from.equals(to) ? List.of() : List.of(List.of());
            return new Answer(ways, false, new Verdict.Gaps(0, List.of()));
        }
        search(there, from, to);
        Map<Urn, Integer> searched = searched(there, there.of(to), count);
        if (!found.isEmpty()) {
            return new Answer(sorted(), false, gaps(there, searched));
        }
        Oracle.Asking back = ask(to);
        search(back, to, from);
        searched(back, back.of(from), count).forEach(searched::putIfAbsent);
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

    /** How a way came to a thing, which says how it may go on. */
    private enum Role {
        REACHED,
        CONTAINER,
        OF_VERSION,
        OF_COLUMN
    }

    private record Place(Set<Urn> things, Role role) {}

    private record Step(Oracle.Link link, Place to) {}

    /**
     * What is upstream of the starts and not only beyond the target, as far as ways were searched.
     */
    private Map<Urn, Integer> searched(Oracle.Asking asking, Set<Urn> target, int count) {
        int farthest = found.size() >= count ? sorted().get(count - 1).size() : Integer.MAX_VALUE;
        Map<Place, Integer> distances = new HashMap<>();
        List<Place> queue = new ArrayList<>();
        for (Urn start : asking.starts(true)) {
            Place place = new Place(asking.of(start), Role.REACHED);
            if (!place.things().equals(target) && distances.putIfAbsent(place, 0) == null) {
                queue.add(place);
            }
        }
        for (int i = 0; i < queue.size(); i++) {
            Place at = queue.get(i);
            int distance = java.util.Objects.requireNonNull(distances.get(at));
            if (!at.things().equals(target)) {
                for (Step step : steps(asking, at)) {
                    if (distances.putIfAbsent(step.to(), distance + 1) == null) {
                        queue.add(step.to());
                    }
                }
            }
        }
        Map<Urn, Integer> searched = new HashMap<>();
        distances.forEach(
                (place, distance) -> {
                    if (place.role() == Role.REACHED && distance <= farthest) {
                        place.things().forEach(thing -> searched.put(thing, distance));
                    }
                });
        return searched;
    }

    private List<Step> steps(Oracle.Asking asking, Place at) {
        boolean isStart = asking.starts(true).containsAll(at.things());
        List<Step> steps = new ArrayList<>();
        for (Oracle.Link link : asking.links()) {
            if (link.kind() == EdgeKind.SAME_AS || at.things().contains(far(link, at))) {
                continue;
            }
            boolean up = CONTAINMENT.contains(link.kind());
            if (at.things().contains(link.from())) {
                boolean followed =
                        at.role() == Role.REACHED
                                || (at.role() != Role.CONTAINER
                                        && link.to().kind() == NodeKind.COLUMN);
                if (up || followed) {
                    Role role = up ? container(link, at.role()) : Role.REACHED;
                    steps.add(new Step(link, new Place(asking.of(link.to()), role)));
                }
            } else if (at.things().contains(link.to())
                    && isColumnOf(link)
                    && columns == ColumnEdges.WITH
                    && (at.role() == Role.OF_VERSION || (at.role() == Role.REACHED && !isStart))) {
                steps.add(new Step(link, new Place(asking.of(link.from()), Role.REACHED)));
            }
        }
        return steps;
    }

    private static Urn far(Oracle.Link link, Place at) {
        return at.things().contains(link.from()) ? link.to() : link.from();
    }

    private static boolean isColumnOf(Oracle.Link link) {
        return link.kind() == EdgeKind.PART_OF
                && link.from().kind() == NodeKind.COLUMN
                && link.to().kind() == NodeKind.DATASET;
    }

    private Role container(Oracle.Link link, Role from) {
        if (columns == ColumnEdges.WITH && from == Role.REACHED) {
            if (isColumnOf(link)) {
                return Role.OF_COLUMN;
            }
            if (link.kind() == EdgeKind.VERSION_OF
                    && link.from().kind() == NodeKind.DATASET_VERSION
                    && link.to().kind() == NodeKind.DATASET) {
                return Role.OF_VERSION;
            }
        }
        return Role.CONTAINER;
    }

    private void search(Oracle.Asking asking, Urn from, Urn to) {
        Set<Urn> target = asking.of(to);
        Set<Set<Urn>> starts = new LinkedHashSet<>();
        asking.starts(true).forEach(start -> starts.add(asking.of(start)));
        starts.remove(target);
        for (Set<Urn> start : starts) {
            Set<Urn> entered = new HashSet<>(start);
            entered.addAll(asking.of(from));
            go(asking, new Place(start, Role.REACHED), target, entered, new ArrayList<>());
        }
    }

    private void go(
            Oracle.Asking asking,
            Place at,
            Set<Urn> target,
            Set<Urn> entered,
            List<Oracle.Link> way) {
        if (at.things().equals(target)) {
            found.add(List.copyOf(way));
            return;
        }
        for (Step step : steps(asking, at)) {
            if (step.to().things().stream().noneMatch(entered::contains)) {
                Set<Urn> next = new HashSet<>(entered);
                next.addAll(step.to().things());
                way.add(step.link());
                go(asking, step.to(), target, next, way);
                way.removeLast();
            }
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
