package io.clew.cli.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Draws nodes and edges as a tree from the asked node; what was drawn already is referred to, and
 * what no shown edge leads to is listed below.
 *
 * <p>When something else than a column was asked, columns are drawn below their dataset, each with
 * what it came from (or what came of it) on a line of its own.
 *
 * <p>A question about a container is one about its members, and theirs: below an asked dataset hang
 * its versions, below a job its runs, newest first.
 */
final class Tree {

    /**
     * The order in which a node's edges are told: what it was made from first, where it sits last.
     */
    private static final List<String> EDGE_ORDER =
            List.of(
                    "deploys",
                    "derived-from",
                    "generated-by",
                    "used",
                    "executed",
                    "ran-in",
                    "evaluates",
                    "informed-by",
                    "attributed-to",
                    "associated-with",
                    "concerns",
                    "same-as",
                    "version-of",
                    "part-of");

    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> edges = new HashMap<>();
    private final Map<String, List<JsonNode>> members = new HashMap<>();

    /**
     * Containment edges by what holds; empty downstream, where these edges lead to members anyway.
     */
    private final Map<String, List<JsonNode>> holdings = new HashMap<>();

    private final String near;
    private final String far;
    private final Screen screen;

    private Tree(boolean upstream, Screen screen) {
        this.near = upstream ? "from" : "to";
        this.far = upstream ? "to" : "from";
        this.screen = screen;
    }

    /** One step of the drawing that is still to do. */
    private record Step(Branch branch, String indent, boolean last) {}

    /** Leads to a node along an edge. */
    private record Branch(JsonNode edge, String urn, Way way) {}

    /** Says what a branch shows. */
    private enum Way {
        /** What an edge leads to in the direction of the question. */
        ON,
        /** A column as a part of its dataset. */
        COLUMN,
        /** A member of the asked container, or of such a member. */
        MEMBER
    }

    /** Draws all that hangs below the asked node. */
    static void draw(
            String root,
            List<JsonNode> nodes,
            List<JsonNode> edges,
            boolean upstream,
            Screen screen) {
        Tree tree = new Tree(upstream, screen);
        nodes.forEach(node -> tree.nodes.put(node.path("urn").asString(""), node));
        boolean nested = !isColumn(root);
        for (JsonNode edge : edges) {
            if (nested && isMembership(edge)) {
                tree.members
                        .computeIfAbsent(edge.path("to").asString(""), urn -> new ArrayList<>())
                        .add(edge);
                continue;
            }
            tree.edges
                    .computeIfAbsent(edge.path(tree.near).asString(""), urn -> new ArrayList<>())
                    .add(edge);
            if (upstream && isContainment(edge)) {
                tree.holdings
                        .computeIfAbsent(edge.path("to").asString(""), urn -> new ArrayList<>())
                        .add(edge);
            }
        }
        tree.holdings
                .values()
                .forEach(
                        list ->
                                list.sort(
                                        Comparator.<JsonNode, String>comparing(
                                                        e ->
                                                                tree.created(
                                                                        e.path("from")
                                                                                .asString("")))
                                                .reversed()));
        tree.edges
                .values()
                .forEach(
                        list ->
                                list.sort(
                                        Tree.byKind()
                                                .thenComparing(
                                                        e -> e.path(tree.far).asString(""))));
        tree.members
                .values()
                .forEach(list -> list.sort(Comparator.comparing(e -> e.path("from").asString(""))));
        tree.drawFrom(root, nested);
    }

    private static boolean isColumn(String urn) {
        return urn.startsWith("urn:clew:column:");
    }

    private static boolean isMembership(JsonNode edge) {
        return edge.path("kind").asString("").equals("part-of")
                && isColumn(edge.path("from").asString(""));
    }

    private static boolean isContainment(JsonNode edge) {
        String kind = edge.path("kind").asString("");
        return kind.equals("version-of") || kind.equals("part-of");
    }

    private String created(String urn) {
        JsonNode node = nodes.get(urn);
        return node == null ? "" : node.path("created").asString("");
    }

    private static Comparator<JsonNode> byKind() {
        return Comparator.comparingInt(edge -> EDGE_ORDER.indexOf(edge.path("kind").asString("")));
    }

    private void drawFrom(String root, boolean nested) {
        screen.line(label(root));
        Set<String> drawn = new HashSet<>(Set.of(root));
        List<Step> open = new ArrayList<>();
        push(root, null, "", open);
        while (!open.isEmpty()) {
            Step step = open.removeLast();
            String urn = step.branch().urn();
            boolean named = nested && isColumn(urn) && step.branch().way() != Way.COLUMN;
            boolean fresh = !named && drawn.add(urn);
            boolean more = edges.containsKey(urn) || members.containsKey(urn);
            screen.line(
                    step.indent()
                            + (step.last() ? "└─ " : "├─ ")
                            + told(step.branch())
                            + label(urn)
                            + (fresh || named || !more ? "" : screen.dim("  (as above)")));
            if (fresh) {
                push(urn, step.branch(), step.indent() + (step.last() ? "   " : "│  "), open);
            }
        }
        listApart(drawn);
    }

    /** Lists what is part of the answer though what joins it to the asked node is not shown. */
    private void listApart(Set<String> drawn) {
        List<String> apart = nodes.keySet().stream().filter(urn -> !drawn.contains(urn)).toList();
        if (apart.isEmpty()) {
            return;
        }
        screen.line("");
        screen.line("also in the answer");
        apart.forEach(urn -> screen.line("  " + label(urn)));
    }

    private String told(Branch branch) {
        return switch (branch.way()) {
            case ON -> screen.cyan(kind(branch.edge())) + " ";
            case COLUMN -> "";
            case MEMBER -> screen.cyan("holds") + " ";
        };
    }

    /**
     * Adds the steps on from a node.
     *
     * @param by what led here; null for the asked node
     */
    private void push(String urn, @Nullable Branch by, String indent, List<Step> open) {
        List<Branch> below = new ArrayList<>();
        boolean asked = by == null || by.way() == Way.MEMBER;
        if (asked) {
            for (JsonNode edge : holdings.getOrDefault(urn, List.of())) {
                below.add(new Branch(edge, edge.path("from").asString(""), Way.MEMBER));
            }
        }
        for (JsonNode edge : edges.getOrDefault(urn, List.of())) {
            // A member need not lead back to what holds it.
            if (by == null || !asked || !edge.path(far).equals(by.edge().path(far))) {
                below.add(new Branch(edge, edge.path(far).asString(""), Way.ON));
            }
        }
        for (JsonNode edge : members.getOrDefault(urn, List.of())) {
            below.add(new Branch(edge, edge.path("from").asString(""), Way.COLUMN));
        }
        for (int i = below.size() - 1; i >= 0; i--) {
            open.add(new Step(below.get(i), indent, i == below.size() - 1));
        }
    }

    private static String kind(JsonNode edge) {
        String kind = edge.path("kind").asString("");
        String context = edge.path("attributes").path("context").asString("");
        String assertion = edge.path("assertion").asString("");
        return kind
                + Transformations.inBrackets(edge)
                + (context.isEmpty() ? "" : " (" + context + ")")
                + (assertion.equals("inferred") ? " (inferred: " + rule(edge) + ")" : "");
    }

    private static String rule(JsonNode edge) {
        for (JsonNode one : edge.path("assertions")) {
            String rule = one.path("evidence").path("rule").asString("");
            if (!rule.isEmpty()) {
                return rule;
            }
        }
        return "no rule named";
    }

    private String label(String urn) {
        JsonNode node = nodes.get(urn);
        return node == null ? screen.dim(urn) : NodeLabel.of(node, screen);
    }
}
