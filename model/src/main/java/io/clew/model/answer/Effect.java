package io.clew.model.answer;

import io.clew.model.Urn;
import org.jspecify.annotations.Nullable;

/**
 * Shows a metric that moved between the two sides of a diff: what came of the changes, never one of
 * them.
 *
 * @param subject the run, model or evaluation that has it on the later side, else on the earlier
 * @param dataset what it was measured on, where a model was measured; null for the rest
 * @param before its last value on the earlier side; null when it had none
 * @param after its last value on the later side; null when it has none
 */
public record Effect(
        Urn subject,
        String metric,
        @Nullable Urn dataset,
        @Nullable Double before,
        @Nullable Double after) {}
