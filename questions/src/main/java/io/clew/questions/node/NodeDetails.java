package io.clew.questions.node;

import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.answer.Node;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows nodes as they were at a question's clocks, many at once. */
public final class NodeDetails {

    /** Most nodes of one call: a page of lineage. Bounds the memory of an answer. */
    public static final int NODES_MAX = 10_000;

    private static final Set<NodeKind> RUNS =
            EnumSet.of(NodeKind.RUN, NodeKind.STEP, NodeKind.TASK);

    private NodeDetails() {}

    /**
     * Shows the nodes with some numbers, in the order given.
     *
     * @param ids at most {@link #NODES_MAX}; one that is not in the viewer's workspace is left out
     */
    public static List<Node> ofIds(Db db, Viewer viewer, Collection<Integer> ids, Clocks clocks) {
        return List.copyOf(byId(db, viewer, ids, clocks).values());
    }

    /**
     * Shows the nodes with some names, in the order given.
     *
     * @param urns at most {@link #NODES_MAX}; one that nobody ever spoke of is left out
     */
    public static List<Node> of(Db db, Viewer viewer, Collection<Urn> urns, Clocks clocks) {
        Map<Urn, NodeRow> rows = NodeRows.findAll(db, NodeRows.workspaceId(db, viewer), urns);
        List<NodeRow> found = new ArrayList<>(rows.size());
        for (Urn urn : new LinkedHashSet<>(urns)) {
            NodeRow row = rows.get(urn);
            if (row != null) {
                found.add(row);
            }
        }
        return List.copyOf(show(db, viewer, found, clocks).values());
    }

    /** Shows the nodes with some numbers, by number, in the order given. */
    public static Map<Integer, Node> byId(
            Db db, Viewer viewer, Collection<Integer> ids, Clocks clocks) {
        Map<Integer, NodeRow> rows = NodeRows.byId(db, NodeRows.workspaceId(db, viewer), ids);
        List<NodeRow> found = new ArrayList<>(rows.size());
        for (Integer id : new LinkedHashSet<>(ids)) {
            NodeRow row = rows.get(id);
            if (row != null) {
                found.add(row);
            }
        }
        return show(db, viewer, found, clocks);
    }

    private static Map<Integer, Node> show(
            Db db, Viewer viewer, List<NodeRow> rows, Clocks clocks) {
        if (rows.size() > NODES_MAX) {
            throw new IllegalArgumentException("at most " + NODES_MAX + " nodes are shown at once");
        }
        List<Integer> ids = rows.stream().map(NodeRow::id).toList();
        Map<Integer, SortedMap<String, Value>> values = AttributeValues.of(db, ids, clocks);
        Map<Integer, FirstHeard> heard = FirstHeard.of(db, ids, clocks);
        Map<Integer, Set<Integer>> same = SameAs.of(db, ids, clocks);
        Map<Integer, NodeRow> names =
                NodeRows.byId(
                        db,
                        NodeRows.workspaceId(db, viewer),
                        same.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        Map<Integer, Node> nodes = new LinkedHashMap<>();
        for (NodeRow row : rows) {
            List<Urn> sameAs =
                    same.getOrDefault(row.id(), Set.of()).stream()
                            .map(names::get)
                            .filter(other -> other != null)
                            .map(NodeRow::urn)
                            .sorted(Comparator.naturalOrder())
                            .toList();
            nodes.put(
                    row.id(),
                    node(
                            row.urn(),
                            values.getOrDefault(row.id(), new TreeMap<>()),
                            heard.getOrDefault(row.id(), FirstHeard.NEVER),
                            sameAs));
        }
        return nodes;
    }

    private static Node node(
            Urn urn, SortedMap<String, Value> values, FirstHeard heard, List<Urn> sameAs) {
        Map<String, Object> attributes = new TreeMap<>();
        values.forEach((key, value) -> attributes.put(key, value.value()));
        Value status = values.get(Attributes.STATUS);
        if (status != null && RUNS.contains(urn.kind())) {
            attributes.put(Attributes.STATE, status.value());
        }
        return new Node(
                urn,
                name(urn, values),
                attributes,
                created(values, heard),
                isTrue(values.get(Attributes.DELETED)),
                sameAs,
                heard.protocols().stream().sorted().toList());
    }

    /** Returns what people call a node: its name, else one made from its URN. */
    public static String name(Urn urn, Map<String, Value> values) {
        Value name = values.get(Attributes.NAME);
        return name != null && name.value() instanceof String text && !text.isEmpty()
                ? text
                : NodeNames.of(urn);
    }

    private static boolean isTrue(@Nullable Value value) {
        return value != null && Boolean.TRUE.equals(value.value());
    }

    private static @Nullable Instant created(SortedMap<String, Value> values, FirstHeard heard) {
        Value created = values.get(Attributes.CREATED);
        if (created != null && created.value() instanceof String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException notAnInstant) {
                return created.at().at();
            }
        }
        return heard.atMillis() == Long.MAX_VALUE ? null : Instant.ofEpochMilli(heard.atMillis());
    }
}
