package io.clew.graph.traversal;

import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphView;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Arrays;
import java.util.Set;

/**
 * Finds the same column under the other names of its dataset: {@code A#x} is {@code B#x} while
 * {@code A} is the same as {@code B} and each column is part of its own dataset.
 *
 * <p>Nobody says so of each column, so it stands and falls with the same-as of the datasets.
 */
final class Twins {

    private static final String COLUMN = prefix(NodeKind.COLUMN);
    private static final String DATASET = prefix(NodeKind.DATASET);

    /** Takes a twin, and by which edges it is one. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes a twin.
         *
         * @param partOf the column's edge to its dataset
         * @param twinPartOf the twin's edge to its own
         */
        void take(int twin, int partOf, int twinPartOf);
    }

    private final GraphView view;
    private final EdgeFilter filter;
    private final EdgeCursor chosen;
    private final EdgeCursor containers;
    private final IntMap known = new IntMap();

    Twins(GraphView view, EdgeFilter filter) {
        this.view = view;
        this.filter = filter;
        this.chosen = view.cursor(filter.only(Set.of(EdgeKind.SAME_AS)));
        this.containers = view.cursor(filter.only(Set.of(EdgeKind.PART_OF)));
    }

    private static String prefix(NodeKind kind) {
        return "urn:clew:" + kind.wireName() + ":";
    }

    /** Says whether a node may have twins: it is a column of a dataset with other names. */
    boolean mayBe(int node) {
        if (view.kind(node) != NodeKind.COLUMN) {
            return false;
        }
        int answer = known.get(node);
        if (answer == IntMap.ABSENT) {
            answer = partOfNamed(node) == IntMap.ABSENT ? 0 : 1;
            known.put(node, answer);
        }
        return answer == 1;
    }

    /** Returns the edge from a column to its own dataset, where that may have other names. */
    private int partOfNamed(int column) {
        containers.out(column);
        while (containers.next()) {
            int dataset = containers.node();
            if (view.kind(dataset) == NodeKind.DATASET
                    && view.mayHaveOtherNames(dataset)
                    && isOf(column, dataset)) {
                return containers.edge();
            }
        }
        return IntMap.ABSENT;
    }

    private boolean isOf(int column, int dataset) {
        String name = view.urnText(column);
        return columnsOf(dataset).equals(name.substring(0, name.lastIndexOf('/') + 1));
    }

    /** Returns how the names of a dataset's columns begin. */
    private String columnsOf(int dataset) {
        return COLUMN + view.urnText(dataset).substring(DATASET.length()) + "/";
    }

    /** Takes the twins of a column. */
    void each(int column, Taker taker) {
        if (!mayBe(column)) {
            return;
        }
        int partOf = partOfNamed(column);
        String name = view.urnText(column);
        String last = name.substring(name.lastIndexOf('/') + 1);
        for (int other : names(view.to(partOf))) {
            Urn.parse(columnsOf(other) + last)
                    .map(urn -> view.find(view.workspaceId(other), urn, filter.clocks()).orElse(0))
                    .filter(twin -> twin > 0 && twin != column)
                    .ifPresent(
                            twin -> {
                                int twinPartOf = partOf(twin, other);
                                if (twinPartOf != IntMap.ABSENT) {
                                    taker.take(twin, partOf, twinPartOf);
                                }
                            });
        }
    }

    private int partOf(int column, int dataset) {
        containers.out(column);
        while (containers.next()) {
            if (containers.node() == dataset) {
                return containers.edge();
            }
        }
        return IntMap.ABSENT;
    }

    /** Returns all names of a dataset by same-as edges alone. */
    private int[] names(int dataset) {
        IntList found = new IntList();
        IntMap seen = new IntMap();
        seen.put(dataset, 0);
        found.add(dataset);
        for (int i = 0; i < found.size(); i++) {
            view.otherNames(
                    found.get(i),
                    chosen,
                    (edge, other) -> {
                        if (seen.putIfAbsent(other, 0)) {
                            found.add(other);
                        }
                    });
        }
        return Arrays.stream(found.toArray())
                .filter(name -> view.kind(name) == NodeKind.DATASET)
                .toArray();
    }
}
