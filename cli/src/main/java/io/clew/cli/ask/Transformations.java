package io.clew.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Words how a column was made from another. */
final class Transformations {

    /** Characters of a description on a line: more would push the column's name out of sight. */
    private static final int DESCRIPTION_CHARS = 60;

    private Transformations() {}

    /** Returns such as {@code " (direct identity; indirect filter, masked)"}; empty when untold. */
    static String inBrackets(JsonNode edge) {
        String told = ways(edge.path("attributes"));
        return told.isEmpty() ? "" : " (" + told + ")";
    }

    /** Returns the ways of a map that has {@code transformations}, with semicolons between. */
    static String ways(JsonNode map) {
        List<String> told = new ArrayList<>();
        for (JsonNode one : map.path("transformations")) {
            String words = words(one);
            if (!words.isEmpty() && !told.contains(words)) {
                told.add(words);
            }
        }
        return String.join("; ", told);
    }

    private static String words(JsonNode one) {
        List<String> words = new ArrayList<>();
        for (String key : List.of("type", "subtype")) {
            String word = one.path(key).asString("").toLowerCase(Locale.ROOT).replace('_', ' ');
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        String text = String.join(" ", words);
        String description = one.path("description").asString("").strip();
        if (!description.isEmpty()) {
            text += (text.isEmpty() ? "" : " ") + "“" + shortened(description) + "”";
        }
        return one.path("masking").asBoolean(false) ? text + ", masked" : text;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= DESCRIPTION_CHARS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, DESCRIPTION_CHARS - 1)) + "…";
    }
}
