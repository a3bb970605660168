package io.clew.protocol.openlineage.facets;

import io.clew.identity.Segments;
import io.clew.model.Attributes;

/** Keeps a facet that Clew does not know as one attribute, as it was sent. */
final class Unknown {
    private Unknown() {}

    static void state(String key, Members facet, Subject subject) {
        subject.say(Attributes.FACET + Segments.of(key), Documents.of(facet.all()));
    }

    static void end(String key, Subject subject) {
        subject.end(Attributes.FACET + Segments.of(key));
    }
}
