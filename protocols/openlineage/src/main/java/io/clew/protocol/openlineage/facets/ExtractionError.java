package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code extractionError}: what a producer could not read, so that lineage has a gap there. */
final class ExtractionError implements Meaning {
    /** Most errors in an attribute: people read the first few. */
    private static final int ERRORS_MAX = 20;

    private static final int CHARS_MAX = 1000;

    @Override
    public void state(Members facet, Subject subject) {
        List<Members> sent = facet.objects("errors");
        @Nullable Long failed = facet.whole("failedTasks");
        @Nullable Long total = facet.whole("totalTasks");
        if (failed != null && failed == 0 && sent.isEmpty()) {
            end(subject);
            return;
        }
        subject.say(
                Attributes.EXTRACTION_ERROR,
                "extraction failed for %d%s"
                        .formatted(
                                failed == null ? Long.valueOf(sent.size()) : failed,
                                total == null ? " tasks" : " of " + total + " tasks"));
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Members each : sent.subList(0, Math.min(sent.size(), ERRORS_MAX))) {
            Map<String, Object> error = new LinkedHashMap<>();
            put(error, "task", each.text("task"));
            put(error, "message", each.text("errorMessage"));
            @Nullable Long number = each.whole("taskNumber");
            if (number != null) {
                error.put("number", number);
            }
            errors.add(error);
        }
        subject.say(Attributes.EXTRACTION_ERRORS, errors);
        subject.cut("extractionError", errors.size(), sent.size());
    }

    private static void put(Map<String, Object> error, String key, @Nullable String text) {
        if (text != null) {
            error.put(key, Texts.bounded(text, CHARS_MAX));
        }
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.EXTRACTION_ERROR);
        subject.end(Attributes.EXTRACTION_ERRORS);
    }
}
