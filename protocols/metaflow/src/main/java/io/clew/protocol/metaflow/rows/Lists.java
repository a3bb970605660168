package io.clew.protocol.metaflow.rows;

import io.clew.http.json.Json;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes lists of texts into one column, and reads them back. */
final class Lists {
    private static final String EMPTY = "[]";

    private Lists() {}

    static String text(List<String> texts) {
        return texts.isEmpty() ? EMPTY : MetaflowAnswers.text(texts);
    }

    static List<String> read(String json) {
        if (json.equals(EMPTY)) {
            return List.of();
        }
        return ((List<?>)
                        java.util.Objects.requireNonNull(
                                Json.read(json.getBytes(StandardCharsets.UTF_8))))
                .stream().map(String.class::cast).toList();
    }
}
