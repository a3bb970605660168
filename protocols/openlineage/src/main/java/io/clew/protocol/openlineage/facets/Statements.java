package io.clew.protocol.openlineage.facets;

import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.Map;

/** Takes what facets say; each statement is dated by the event that carries the facet. */
public interface Statements {

    /** States the value of an attribute: text, Long, Double, Boolean, List or Map of these. */
    void say(Urn node, String key, Object value);

    /** States that an attribute has no value any more. */
    void end(Urn node, String key);

    /** States an edge. */
    void draw(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes);
}
