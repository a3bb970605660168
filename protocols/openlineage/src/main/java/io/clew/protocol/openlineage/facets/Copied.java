package io.clew.protocol.openlineage.facets;

import java.util.Map;

/**
 * Copies text members of a facet to attributes of its node; a member that is missing says nothing.
 *
 * @param attributes names of attributes by names of members
 */
record Copied(Map<String, String> attributes) implements Meaning {
    Copied {
        attributes = Map.copyOf(attributes);
    }

    @Override
    public void state(Members facet, Subject subject) {
        attributes.forEach((member, attribute) -> subject.say(attribute, facet.text(member)));
    }

    @Override
    public void end(Subject subject) {
        attributes.values().forEach(subject::end);
    }
}
