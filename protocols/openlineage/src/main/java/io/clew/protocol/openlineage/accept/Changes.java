package io.clew.protocol.openlineage.accept;

import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers which attributes and edges statements changed: what was in force already is not here. */
final class Changes {

    /** An attribute of a node. */
    record Attribute(Urn node, String key) {}

    /** An edge. */
    record Edge(Urn from, EdgeKind kind, Urn to) {}

    private final Set<Attribute> attributes = new HashSet<>();
    private final Set<Edge> edges = new HashSet<>();

    /**
     * Edges that were drawn or ended as one of several, and whether they are drawn now. Each later
     * event must speak of them anew: ending one takes back what was said of later moments too, and
     * what ended one before does not end what is said of it now.
     */
    private final Map<Edge, Boolean> drawn = new HashMap<>();

    void add(Urn node, String key) {
        attributes.add(new Attribute(node, key));
    }

    void add(Urn from, EdgeKind kind, Urn to) {
        edges.add(new Edge(from, kind, to));
    }

    /** Adds that an edge was drawn, or ended, as one of all that a node has of the kind. */
    void add(Edge edge, boolean isDrawn) {
        drawn.put(edge, isDrawn);
    }

    /** Says whether an edge was drawn last, or ended; null when neither. */
    @Nullable Boolean isDrawn(Edge edge) {
        return drawn.get(edge);
    }

    boolean isEmpty() {
        return attributes.isEmpty() && edges.isEmpty() && drawn.isEmpty();
    }

    Set<Attribute> attributes(Predicate<Attribute> which) {
        return attributes.stream().filter(which).collect(Collectors.toSet());
    }

    Set<Edge> edges(Predicate<Edge> which) {
        return Stream.concat(edges.stream(), drawn.keySet().stream())
                .filter(which)
                .collect(Collectors.toSet());
    }

    /** Takes out what a later event spoke of: that is right from there on. */
    void remove(Collection<Attribute> spokenOf, Collection<Edge> drawn) {
        attributes.removeAll(spokenOf);
        edges.removeAll(drawn);
    }

    /** Takes out what concerns some nodes, and returns it. */
    Changes take(Predicate<Urn> nodes) {
        Changes taken = new Changes();
        if (!isEmpty()) {
            attributes.removeIf(each -> nodes.test(each.node()) && taken.attributes.add(each));
            edges.removeIf(each -> nodes.test(each.from()) && taken.edges.add(each));
            drawn.entrySet()
                    .removeIf(
                            each -> {
                                boolean isTaken = nodes.test(each.getKey().from());
                                if (isTaken) {
                                    taken.drawn.put(each.getKey(), each.getValue());
                                }
                                return isTaken;
                            });
        }
        return taken;
    }
}
