package io.clew.protocol.openlineage.accept;

import io.clew.protocol.openlineage.facets.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of what an event says of a job or dataset, in the form in which it is compared with what
 * was stated last: a facet, or that it was named at all.
 *
 * @param part hash of its name and of whose word it is
 * @param hash of what it says
 * @param topic of what it speaks, by {@link Topics}; 0 for none
 */
record StatedPart(long part, long hash, long topic) {

    /** The part that says that a node was named at all; no facet is called so. */
    private static final String NAMED = "";

    /**
     * Returns the parts of what facets say; a facet that is not there says nothing.
     *
     * @param family of the producers by whose word it is
     * @param how they are stated, besides by whom
     */
    static List<StatedPart> of(
            String family, Map<String, Map<String, @Nullable Object>> facets, Object how) {
        List<StatedPart> parts = new ArrayList<>(facets.size() + 1);
        parts.add(new StatedPart(name(family, NAMED), TreeHash.of(how), 0));
        facets.forEach(
                (key, members) ->
                        parts.add(
                                new StatedPart(
                                        name(family, key),
                                        TreeHash.of(List.of(members, how)),
                                        Topics.of(key))));
        return parts;
    }

    /** Returns the hash of a part's name. */
    static long name(String family, String part) {
        return TreeHash.of(List.of(family, part));
    }
}
