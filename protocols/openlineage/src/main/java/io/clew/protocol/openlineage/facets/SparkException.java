package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import io.clew.protocol.openlineage.event.Facets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code spark.exception}: what Spark's listener sends in the place of {@code errorMessage} when a
 * run fails. It stays an unknown facet; where nothing else tells the error, it does.
 */
final class SparkException {
    static final String KEY = "spark.exception";

    private SparkException() {}

    static void state(Facets facets, Subject subject) {
        if (facets.byKey().containsKey(ErrorMessage.KEY)) {
            return;
        }
        Optional<Map<String, @Nullable Object>> facet = facets.find(KEY);
        if (facet.isEmpty()) {
            return;
        }
        Members told = new Members(facet.get());
        @Nullable String trace = told.text("stackTrace");
        @Nullable String message = told.text("message");
        @Nullable String words = message == null ? trace : message;
        if (words != null) {
            int end = words.indexOf('\n');
            subject.say(Attributes.ERROR, (end < 0 ? words : words.substring(0, end)).strip());
            subject.say(Attributes.ERROR_LANGUAGE, "JAVA");
        }
        if (trace != null) {
            ErrorMessage.trace(trace, subject);
        }
    }
}
