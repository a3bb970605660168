package io.clew.questions.search;

import io.clew.model.Urn;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a node that was found.
 *
 * @param snippet the text around the match; null when the name matched or no words were asked for
 * @param updated when something about it was last recorded
 * @param attributes those with short values, and the newest metrics of a run as {@code
 *     metric.<key>}
 */
public record SearchResult(
        Urn urn,
        String name,
        @Nullable String snippet,
        Instant updated,
        Map<String, Object> attributes) {}
