package io.clew.harvest.azureml;

import io.clew.model.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes secrets out of a resource before it leaves the process. */
final class Masking {
    private Masking() {}

    /** Returns a resource as maps, lists and values, each text masked by its name and look. */
    static @Nullable Object masked(JsonNode node) {
        return masked("", node);
    }

    private static @Nullable Object masked(String name, JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            node.properties()
                    .forEach(
                            member ->
                                    members.put(
                                            member.getKey(),
                                            masked(member.getKey(), member.getValue())));
            // An input {"value": …} is named by what it is called, not by "value".
            if (members.get("value") instanceof String text) {
                members.put("value", Secrets.masked(name, text));
            }
            return members;
        }
        if (node.isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(masked(name, element)));
            return elements;
        }
        return node.isString() ? Secrets.masked(name, node.asString()) : node;
    }
}
