package io.clew.questions.diff.side;

import io.clew.graph.ColumnEdges;
import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphView;
import io.clew.graph.RunStatus;
import io.clew.graph.StatusWord;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Walks the graph at one side's clocks; for one thread. */
public final class Side {

    /** Edges of a container that are looked at for its newest members: a fraction of a ms. */
    private static final int EXAMINED_MAX = 20_000;

    private final GraphView view;
    private final Clocks clocks;
    private final EdgeCursor out;
    private final EdgeCursor members;
    private final EdgeCursor sameAs;
    private final EdgeCursor columns;
    private final Map<Integer, List<Integer>> names = new HashMap<>();
    private final Map<Integer, Urn> urns;

    /**
     * The newest of what points to a node.
     *
     * @param all whether there are no more, beyond a bound
     */
    public record Newer(List<Integer> nodes, boolean all) {}

    /** An edge to a cause. */
    public record Cause(int from, EdgeKind kind, int to) {}

    /** Walks a graph as it was at some clocks. */
    public Side(GraphView view, Clocks clocks) {
        this(view, clocks, new HashMap<>());
    }

    private Side(GraphView view, Clocks clocks, Map<Integer, Urn> urns) {
        this.view = view;
        this.clocks = clocks;
        this.urns = urns;
        EdgeFilter standing = EdgeFilter.at(clocks);
        this.out = view.cursor(standing.columns(ColumnEdges.WITHOUT));
        this.members = view.cursor(standing.columns(ColumnEdges.WITHOUT));
        this.columns = view.cursor(standing);
        this.sameAs = view.cursor(standing.only(Set.of(EdgeKind.SAME_AS)));
    }

    /** Returns another side of the same graph, for the same thread. */
    public Side at(Clocks other) {
        return new Side(view, other, urns);
    }

    /** Returns the graph that it walks. */
    public GraphView view() {
        return view;
    }

    /** Returns its clocks. */
    public Clocks clocks() {
        return clocks;
    }

    /** Returns a node's name, parsed once: it is compared many times. */
    public Urn urn(int node) {
        Urn known = urns.get(node);
        if (known == null) {
            known = view.urn(node);
            urns.put(node, known);
        }
        return known;
    }

    /**
     * Says whether the last part of a node's name begins so, without reading the rest of it.
     *
     * @param beginning of characters that names hold as they are
     */
    public boolean isNamedLike(int node, String beginning) {
        String text = view.urnText(node);
        return text.startsWith(beginning, text.lastIndexOf('/') + 1);
    }

    /** Returns a node's kind. */
    public NodeKind kind(int node) {
        return view.kind(node);
    }

    /** Returns a node and its other names, itself first. */
    public List<Integer> names(int node) {
        if (!view.mayHaveOtherNames(node)) {
            return List.of(node);
        }
        return names.computeIfAbsent(node, this::search);
    }

    private List<Integer> search(int node) {
        Set<Integer> found = new LinkedHashSet<>(List.of(node));
        Deque<Integer> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            view.otherNames(
                    open.remove(),
                    sameAs,
                    (edge, other) -> {
                        if (found.add(other)) {
                            open.add(other);
                        }
                    });
        }
        return List.copyOf(found);
    }

    /** Returns the number that stands for a node under all its names. */
    public int canonical(int node) {
        if (!view.mayHaveOtherNames(node)) {
            return node;
        }
        int least = node;
        for (int name : names(node)) {
            least = Math.min(least, name);
        }
        return least;
    }

    /** Returns the causes of some nodes, each under all its names. */
    public List<Cause> causes(List<Integer> nodes) {
        List<Cause> causes = new ArrayList<>();
        for (int node : nodes) {
            if (view.mayHaveOtherNames(node)) {
                names(node).forEach(name -> causes(node, name, causes));
            } else {
                causes(node, node, causes);
            }
        }
        return causes;
    }

    private void causes(int node, int name, List<Cause> into) {
        out.out(name);
        while (out.next()) {
            if (out.kind() != EdgeKind.SAME_AS) {
                into.add(new Cause(node, out.kind(), out.node()));
            }
        }
    }

    /** Returns a node's container by a kind of edge, such as a version's dataset. */
    public int container(int node, EdgeKind kind, NodeKind wanted) {
        if (!view.mayHaveOtherNames(node)) {
            return containerOf(node, kind, wanted);
        }
        for (int name : names(node)) {
            int container = containerOf(name, kind, wanted);
            if (container != Thing.NONE) {
                return container;
            }
        }
        return Thing.NONE;
    }

    private int containerOf(int name, EdgeKind kind, NodeKind wanted) {
        out.out(name);
        while (out.next()) {
            if (out.kind() == kind && view.kind(out.node()) == wanted) {
                return out.node();
            }
        }
        return Thing.NONE;
    }

    /**
     * Returns the newest members of a container, by when they were first heard of.
     *
     * @param wanted which members count
     * @param most how many at most
     */
    public Newer members(int container, EdgeKind kind, IntPredicate wanted, int most) {
        return newest(container, kind, wanted, most, EXAMINED_MAX);
    }

    private Newer newest(int node, EdgeKind kind, IntPredicate wanted, int most, int examinedMax) {
        List<Integer> all = names(node);
        if (all.size() == 1) {
            return ofName(node, kind, wanted, most, examinedMax);
        }
        Set<Integer> found = new TreeSet<>(Comparator.reverseOrder());
        boolean whole = true;
        for (int name : all) {
            Newer own = ofName(name, kind, wanted, most, examinedMax);
            found.addAll(own.nodes());
            whole &= own.all();
        }
        return new Newer(found.stream().limit(most).toList(), whole && found.size() <= most);
    }

    private Newer ofName(int name, EdgeKind kind, IntPredicate wanted, int most, int examinedMax) {
        Set<Integer> found = new LinkedHashSet<>();
        long start = members.examined();
        members.in(name);
        while (members.next()) {
            int node = members.node();
            if (members.kind() == kind && wanted.test(node) && !found.contains(node)) {
                if (found.size() == most) {
                    return new Newer(List.copyOf(found), false);
                }
                found.add(node);
            }
            if (members.examined() - start >= examinedMax) {
                return new Newer(List.copyOf(found), false);
            }
        }
        return new Newer(List.copyOf(found), true);
    }

    /** Returns the columns of a dataset under all its names. */
    public List<Integer> columns(int dataset) {
        List<Integer> found = new ArrayList<>();
        for (int name : names(dataset)) {
            columns.in(name);
            while (columns.next()) {
                if (columns.kind() == EdgeKind.PART_OF
                        && view.kind(columns.node()) == NodeKind.COLUMN) {
                    found.add(columns.node());
                }
            }
        }
        return found;
    }

    /** Says whether a column is derived from anything. */
    public boolean isDerived(int column) {
        columns.out(column);
        while (columns.next()) {
            if (columns.kind() == EdgeKind.DERIVED_FROM) {
                return true;
            }
        }
        return false;
    }

    /** Returns the status of a run as of a moment; null when nobody told one. */
    public @Nullable StatusWord status(int run, long asOfMillis) {
        long bound = Math.min(asOfMillis, clocks.asOfMillis());
        return view.status(
                run,
                bound == Long.MAX_VALUE
                        ? clocks
                        : new Clocks(Instant.ofEpochMilli(bound), clocks.knownAt()));
    }

    /** Returns the nodes that point to a node by a kind of edge, the newest first. */
    public Newer effects(int node, EdgeKind kind, int most) {
        return newest(node, kind, effect -> true, most, Integer.MAX_VALUE);
    }

    /** Says whether a run ended well, or nobody says how it ended. */
    public boolean isGood(int run) {
        StatusWord word = view.status(run, clocks);
        return word == null || !word.status().isAttempt();
    }

    /** Says whether a run ended, and well. */
    public boolean isComplete(int run) {
        StatusWord word = view.status(run, clocks);
        return word != null && word.status() == RunStatus.COMPLETE;
    }
}
