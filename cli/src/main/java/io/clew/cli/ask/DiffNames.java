package io.clew.cli.ask;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Names the nodes that an answer about changes refers to by URN. */
final class DiffNames {

    private static final String SCHEME = "urn:clew:";

    private final Map<String, JsonNode> nodes = new HashMap<>();

    /** Takes the nodes that a page describes. */
    void addAll(JsonNode described) {
        described.forEach(this::add);
    }

    /** Takes a node with its name. */
    void add(JsonNode node) {
        nodes.put(node.path("urn").asString(""), node);
    }

    /** Returns kind and name, such as {@code job load_transactions}. */
    String labelOf(String urn) {
        String kind = kindOf(urn);
        return kind.isEmpty() ? urn : kind + " " + nameOf(urn);
    }

    /** Returns the name alone; the last segment of the URN of a node that was not described. */
    String nameOf(String urn) {
        JsonNode node = nodes.get(urn);
        String name = node == null ? "" : node.path("name").asString("");
        return name.isEmpty() ? lastSegment(urn) : name;
    }

    /** Returns the kind that a URN says; empty for what is none. */
    static String kindOf(String urn) {
        int end = urn.indexOf(':', SCHEME.length());
        return urn.startsWith(SCHEME) && end > 0 ? urn.substring(SCHEME.length(), end) : "";
    }

    /** Returns the last segment of a URN, as it was before it was encoded. */
    static String lastSegment(String urn) {
        String segment = urn.substring(urn.lastIndexOf('/') + 1);
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
