package io.clew.harvest.mlflow;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of answers of MLflow's API. */
final class RestJson {
    private RestJson() {}

    static boolean isDeleted(JsonNode node) {
        return node.path("lifecycle_stage").asString("").equals("deleted");
    }

    static @Nullable String text(JsonNode node, String name) {
        return node.path(name).asString(null);
    }

    /** Reads a whole number, which some servers write as a text. */
    static @Nullable Long number(JsonNode node, String name) {
        String text = node.path(name).asString("");
        return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
    }

    static Map<String, String> pairs(JsonNode list) {
        Map<String, String> pairs = new TreeMap<>();
        for (JsonNode pair : list) {
            pairs.put(pair.path("key").asString(""), pair.path("value").asString(""));
        }
        return pairs;
    }
}
