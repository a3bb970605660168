package io.clew.http.internal;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Route;
import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a raw path, segment by segment, in a tree of all protocols' patterns.
 *
 * <p>Segments are split before anything is decoded, so {@code s3%3A%2F%2Fb} is one segment. A
 * literal wins over {@code {name}}, which wins over {@code {name...}}; where the better path lacks
 * the method, the next one is tried. {@code {name}} takes no empty segment.
 */
final class Router {

    /**
     * What a path leads to.
     *
     * @param protocol who answers, also when there is no route
     * @param route the route; null when none takes the path and method
     * @param rawParams the path parameters as they were sent
     * @param allowed methods that the path has routes for; empty when the path is unknown
     */
    record Match(
            Protocol protocol,
            @Nullable Route route,
            Map<String, String> rawParams,
            Set<Method> allowed) {}

    private record Leaf(Protocol protocol, Route route, List<String> names) {}

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        @Nullable Node parameter;
        final Map<Method, Leaf> here = new EnumMap<>(Method.class);
        final Map<Method, Leaf> rest = new EnumMap<>(Method.class);
    }

    private record Prefix(List<String> segments, Protocol protocol) {
        boolean covers(List<String> path) {
            return path.size() >= segments.size()
                    && path.subList(0, segments.size()).equals(segments);
        }
    }

    private final Node root = new Node();
    private final List<Prefix> prefixes = new ArrayList<>();
    private final Protocol last;

    /**
     * Builds the tree.
     *
     * @param last answers what is below nobody's prefix
     * @throws IllegalArgumentException when two routes take the same requests or a pattern is wrong
     */
    Router(List<Protocol> protocols, Protocol last) {
        this.last = last;
        for (Protocol protocol : protocols) {
            protocol.routes().forEach(route -> add(protocol, route));
            for (String prefix : protocol.prefixes()) {
                List<String> segments = segments(prefix);
                boolean slashed = !segments.isEmpty() && segments.getLast().isEmpty();
                prefixes.add(
                        new Prefix(
                                slashed ? segments.subList(0, segments.size() - 1) : segments,
                                protocol));
            }
        }
        prefixes.sort((a, b) -> Integer.compare(b.segments().size(), a.segments().size()));
    }

    /** Finds who answers; never fails, whatever the path. */
    Match match(Method method, String rawPath) {
        if (!rawPath.startsWith("/")) {
            return new Match(last, null, Map.of(), Set.of());
        }
        List<String> raw = split(rawPath);
        List<String> plain =
                rawPath.indexOf('%') < 0 ? raw : raw.stream().map(Router::literal).toList();
        Search search = new Search(method, raw, plain);
        Leaf leaf = search.from(root, 0);
        if (leaf != null) {
            Map<String, String> params = new HashMap<>();
            for (int i = 0; i < leaf.names().size(); i++) {
                params.put(leaf.names().get(i), search.taken.get(i));
            }
            return new Match(leaf.protocol(), leaf.route(), params, Set.of());
        }
        return new Match(owner(plain), null, Map.of(), search.allowed);
    }

    /** Returns who answers what is below a path, whatever it says. */
    Protocol owner(String rawPath) {
        return rawPath.startsWith("/")
                ? owner(split(rawPath).stream().map(Router::literal).toList())
                : last;
    }

    private Protocol owner(List<String> plain) {
        for (Prefix prefix : prefixes) {
            if (prefix.covers(plain)) {
                return prefix.protocol();
            }
        }
        return last;
    }

    /** Walks the tree for one path, best choice first, with a way back. */
    private static final class Search {
        final Method method;
        final List<String> raw;
        final List<String> plain;
        final List<String> taken = new ArrayList<>();
        final Set<Method> allowed = EnumSet.noneOf(Method.class);

        Search(Method method, List<String> raw, List<String> plain) {
            this.method = method;
            this.raw = raw;
            this.plain = plain;
        }

        @Nullable Leaf from(Node node, int depth) {
            if (depth == raw.size()) {
                Leaf leaf = pick(node.here);
                return leaf != null ? leaf : takeRest(node, "");
            }
            Node literal = node.literals.get(plain.get(depth));
            if (literal != null) {
                Leaf leaf = from(literal, depth + 1);
                if (leaf != null) {
                    return leaf;
                }
            }
            if (node.parameter != null && !raw.get(depth).isEmpty()) {
                taken.add(raw.get(depth));
                Leaf leaf = from(node.parameter, depth + 1);
                if (leaf != null) {
                    return leaf;
                }
                taken.removeLast();
            }
            return node.rest.isEmpty()
                    ? null
                    : takeRest(node, String.join("/", raw.subList(depth, raw.size())));
        }

        private @Nullable Leaf takeRest(Node node, String rest) {
            Leaf leaf = pick(node.rest);
            if (leaf != null) {
                taken.add(rest);
            }
            return leaf;
        }

        private @Nullable Leaf pick(Map<Method, Leaf> leaves) {
            allowed.addAll(leaves.keySet());
            Leaf leaf = leaves.get(method);
            Leaf get = leaves.get(Method.GET);
            if (get != null) {
                allowed.add(Method.HEAD);
            }
            return leaf == null && method == Method.HEAD ? get : leaf;
        }
    }

    private void add(Protocol protocol, Route route) {
        List<String> names = new ArrayList<>();
        Node node = root;
        List<String> segments = split(checked(route.pattern()));
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (!segment.startsWith("{")) {
                node = node.literals.computeIfAbsent(segment, key -> new Node());
            } else if (segment.endsWith("...}") && i == segments.size() - 1) {
                names.add(segment.substring(1, segment.length() - 4));
                put(node.rest, new Leaf(protocol, route, names));
                return;
            } else if (segment.endsWith("}") && !segment.endsWith("...}")) {
                names.add(segment.substring(1, segment.length() - 1));
                Node next = node.parameter == null ? new Node() : node.parameter;
                node.parameter = next;
                node = next;
            } else {
                throw new IllegalArgumentException("bad segment in " + route.pattern());
            }
        }
        put(node.here, new Leaf(protocol, route, names));
    }

    private static void put(Map<Method, Leaf> leaves, Leaf leaf) {
        Leaf before = leaves.putIfAbsent(leaf.route().method(), leaf);
        if (before != null) {
            throw new IllegalArgumentException(
                    "two routes for %s %s and %s"
                            .formatted(
                                    leaf.route().method(),
                                    before.route().pattern(),
                                    leaf.route().pattern()));
        }
    }

    private static List<String> segments(String path) {
        return path.equals("/") ? List.of() : split(checked(path));
    }

    private static String checked(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with '/': " + path);
        }
        return path;
    }

    private static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', start)) {
            segments.add(path.substring(start, slash));
            start = slash + 1;
        }
        segments.add(path.substring(start));
        return segments;
    }

    private static String literal(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        try {
            return Percent.decodePath("path", raw);
        } catch (ClewException badEscape) {
            return raw;
        }
    }
}
