package io.clew.protocol.openlineage.facets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a test or an assertion was and how it came out, within bounds. */
final class Results {
    private static final int CHARS_MAX = 4 * 1024;

    private static final List<String> TEXTS =
            List.of(
                    "assertion",
                    "name",
                    "column",
                    "status",
                    "type",
                    "severity",
                    "expected",
                    "actual",
                    "description",
                    "content",
                    "contentType");

    private Results() {}

    /** Returns the known members that are told. */
    static Map<String, Object> of(Members sent) {
        Map<String, Object> kept = new LinkedHashMap<>();
        if (sent.all().get("success") instanceof Boolean success) {
            kept.put("success", success);
        }
        for (String key : TEXTS) {
            @Nullable String text = sent.text(key);
            if (text != null) {
                kept.put(key, Texts.bounded(text, CHARS_MAX));
            }
        }
        @Nullable Object params = sent.all().get("params");
        if (params instanceof Map<?, ?> map && !map.isEmpty()) {
            kept.put("params", Documents.of(map));
        }
        return kept;
    }
}
