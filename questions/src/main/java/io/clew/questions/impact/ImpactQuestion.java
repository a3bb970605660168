package io.clew.questions.impact;

import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.Urn;
import io.clew.questions.lineage.LineageQuestion;
import org.jspecify.annotations.Nullable;

/**
 * Asks what stands on a thing.
 *
 * @param of the thing, by the name of its node
 * @param failed whether runs that failed or were aborted and their outputs are shown
 * @param limit most nodes on the page
 * @param cursor the {@code next} of the page before; null for the first
 */
public record ImpactQuestion(
        Urn of, Clocks clocks, boolean failed, int limit, @Nullable String cursor) {
    public ImpactQuestion {
        if (limit < 1 || limit > LineageQuestion.LIMIT_MAX) {
            throw ClewException.invalid(
                    "limit", "limit must be from 1 to " + LineageQuestion.LIMIT_MAX);
        }
    }
}
