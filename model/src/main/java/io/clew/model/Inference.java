package io.clew.model;

import java.util.List;

/**
 * Explains an inferred fact: the rule that concluded it and what it concluded from.
 *
 * @param rule the rule's name, such as {@code latest-before-start}
 * @param inputs what the rule looked at, as short texts such as {@code start=2026-01-05T10:00:00Z}
 */
public record Inference(String rule, List<String> inputs) {
    public Inference {
        inputs = List.copyOf(inputs);
    }
}
