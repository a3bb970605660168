package io.clew.protocol.openlineage.facets;

/** Knows what one facet means. */
interface Meaning {

    /** Stands for facets whose meaning is stated elsewhere, or that say nothing here. */
    Meaning ELSEWHERE =
            new Meaning() {
                @Override
                public void state(Members facet, Subject subject) {}

                @Override
                public void end(Subject subject) {}
            };

    /** States what the facet says; members may be missing or odd. */
    void state(Members facet, Subject subject);

    /** Ends what the facet had said: it was deleted. */
    void end(Subject subject);
}
