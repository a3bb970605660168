package io.clew.harvest.sagemaker;

import io.clew.model.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes secrets out of what AWS told, before it leaves this process. */
final class Masked {
    private Masked() {}

    static @Nullable Object of(String name, JsonNode node) {
        if (node.isObject()) {
            JsonNode key = node.has("Key") ? node.get("Key") : node.path("Name");
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                boolean named =
                        member.getKey().equals("Value") || member.getKey().equals("StringValue");
                String of = named ? key.isString() ? key.asString() : name : member.getKey();
                members.put(member.getKey(), of(of, member.getValue()));
            }
            return members;
        }
        if (node.isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            node.forEach(each -> elements.add(of(name, each)));
            return elements;
        }
        if (node.isString()) {
            return Secrets.masked(name, node.asString());
        }
        return node.isNull() ? null : node;
    }
}
