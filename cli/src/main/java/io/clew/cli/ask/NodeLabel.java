package io.clew.cli.ask;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Names a node in one short line for people. */
final class NodeLabel {
    private NodeLabel() {}

    /** Shows kind, name and what a reader must know at once: failed, weak, deleted, claimed. */
    static String of(JsonNode node, Screen screen) {
        String kind = node.path("kind").asString("");
        StringBuilder out = new StringBuilder();
        out.append(screen.dim(kind)).append(' ').append(screen.bold(name(node)));
        for (String remark : remarks(node)) {
            out.append("  ")
                    .append(
                            remark.startsWith("!")
                                    ? screen.red(remark.substring(1))
                                    : screen.dim(remark));
        }
        return out.toString();
    }

    /** Returns the node's name, or the end of its URN when it has none. */
    static String name(JsonNode node) {
        String name = node.path("name").asString("");
        return name.isEmpty() ? node.path("urn").asString("?") : name;
    }

    private static List<String> remarks(JsonNode node) {
        JsonNode attributes = node.path("attributes");
        List<String> remarks = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        attributes
                .properties()
                .forEach(
                        attribute -> {
                            if (attribute.getKey().startsWith("alias.")) {
                                aliases.add("@" + attribute.getKey().substring("alias.".length()));
                            }
                        });
        if (node.path("kind").asString("").equals("logged-model")) {
            String urn = node.path("urn").asString("");
            remarks.add(urn.substring(urn.lastIndexOf('/') + 1));
        }
        if (!aliases.isEmpty()) {
            remarks.add(String.join(" ", aliases));
        }
        String status = attributes.path("status").asString("");
        switch (status) {
            case "failed", "aborted" -> remarks.add("!" + status);
            case "running" -> remarks.add(status);
            default -> {}
        }
        if (attributes.path("digest-strength").asString("").equals("weak")) {
            remarks.add("weak digest");
        }
        String codeState = attributes.path("code-state").asString("");
        if (!codeState.isEmpty() && !codeState.equals("clean")) {
            remarks.add(codeState.equals("dirty") ? "!dirty code" : "code state " + codeState);
        }
        if (node.path("urn").asString("").startsWith("urn:clew:agent:claimed/")) {
            remarks.add("claimed");
        }
        if (node.path("deleted").asBoolean(false)) {
            remarks.add("!deleted");
        }
        return remarks;
    }
}
