package io.clew.model.answer;

import io.clew.model.Urn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shows one value that an attribute of a node had for a time.
 *
 * @param key the attribute; {@code version} for a version of a container
 * @param value text, Long, Double, Boolean, List or Map of these
 * @param from since when it had the value
 * @param to until when; null while it still has it
 * @param by the agent who said so
 * @param entry log position of the audit entry that holds it
 */
public record HistoryEntry(
        String key, Object value, Instant from, @Nullable Instant to, Urn by, long entry) {}
