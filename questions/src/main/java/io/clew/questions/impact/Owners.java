package io.clew.questions.impact;

import io.clew.graph.EdgeCursor;
import io.clew.graph.EdgeFilter;
import io.clew.graph.GraphView;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.answer.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells who answers for affected nodes: their own owner, else the one of the dataset, model or job
 * that they are of, since people own these and not each version or run.
 */
final class Owners {

    private static final Set<NodeKind> OWNED =
            EnumSet.of(NodeKind.DATASET, NodeKind.MODEL, NodeKind.JOB);

    private final GraphView view;
    private final Map<Integer, String> own = new HashMap<>();
    private final Map<Integer, List<Integer>> containers = new HashMap<>();

    private Owners(GraphView view) {
        this.view = view;
    }

    /**
     * Reads the owners of nodes, and the containers of those that have none.
     *
     * @param shown details of the nodes by name
     */
    static Owners of(GraphView view, int[] nodes, Map<String, Node> shown, Clocks clocks) {
        Owners owners = new Owners(view);
        EdgeCursor cursor =
                view.cursor(
                        EdgeFilter.at(clocks).only(Set.of(EdgeKind.VERSION_OF, EdgeKind.PART_OF)));
        for (int node : nodes) {
            String owner = text(shown.get(view.urnText(node)));
            if (owner != null) {
                owners.own.put(node, owner);
                continue;
            }
            cursor.out(node);
            while (cursor.next()) {
                if (OWNED.contains(view.kind(cursor.node()))) {
                    owners.containers
                            .computeIfAbsent(node, n -> new ArrayList<>(1))
                            .add(cursor.node());
                }
            }
        }
        return owners;
    }

    /** Returns the containers whose owners count. */
    List<Integer> containers() {
        return containers.values().stream().flatMap(List::stream).distinct().toList();
    }

    /**
     * Returns the owner of a node; null when nobody is told.
     *
     * @param shown details of the containers by name
     */
    @Nullable String of(int node, Map<String, Node> shown) {
        String owner = own.get(node);
        if (owner != null) {
            return owner;
        }
        for (int container : containers.getOrDefault(node, List.of())) {
            String inherited = text(shown.get(view.urnText(container)));
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }

    private static @Nullable String text(@Nullable Node node) {
        return node != null && node.attributes().get(Attributes.OWNER) instanceof String text
                ? text
                : null;
    }
}
