package io.clew.model.answer;

import io.clew.model.Urn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a node as it was at a question's clocks.
 *
 * @param urn its name
 * @param name what people call it
 * @param attributes current values by key; see {@link io.clew.model.Attributes}
 * @param created when it came to be, or was first heard of; null when only ever referred to
 * @param deleted whether it is in its restorable deleted state
 * @param sameAs other names of the same thing
 * @param sources protocols that spoke of it, sorted
 */
public record Node(
        Urn urn,
        String name,
        Map<String, Object> attributes,
        @Nullable Instant created,
        boolean deleted,
        List<Urn> sameAs,
        List<String> sources) {}
