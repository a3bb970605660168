package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.Map;
import java.util.Set;

/**
 * Takes what facets say; each statement is dated by the event that carries the facet, and made by
 * the event's asserter.
 *
 * <p>What is in force at that time already, by the same asserter, is not said again.
 */
public interface Statements {

    /**
     * States the value of an attribute: text, Long, Double, Boolean, List or Map of these.
     *
     * @return whether that was news: false when the value was in force already
     */
    boolean say(Urn node, String key, Object value);

    /**
     * States that an attribute has no value any more, also when none is known yet: one of before
     * may be told late.
     */
    void end(Urn node, String key);

    /** Ends an attribute that has a value; nothing happens when it has none. */
    void endIfSaid(Urn node, String key);

    /**
     * States all values of a family of attributes, such as {@code tag.}: what else the asserter had
     * said of the family ends.
     *
     * @param values by the part of the key after the prefix; empty ends the whole family
     */
    void family(Urn node, String prefix, Map<String, ?> values);

    /**
     * Ends a family of attributes of all columns of a dataset of which it was said, but for some.
     */
    default void endOfColumns(Urn dataset, String prefix, Set<Urn> but) {}

    /** States that a dataset is deleted, until it is written again or told to have changed. */
    default void dropped(Urn dataset) {
        say(dataset, Attributes.DELETED, true);
    }

    /** States that a dataset is there, since something was done to it that is no deletion. */
    default void isThere(Urn dataset) {
        end(dataset, Attributes.DELETED);
    }

    /** States an edge. */
    void draw(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes);

    /**
     * States that a table's name is another name of the dataset that its files are. A catalog gives
     * a table one place at a time: where another path had the name before, that ends now.
     */
    default void nameTable(Urn path, Urn table) {
        draw(path, EdgeKind.SAME_AS, table, Map.of());
    }

    /**
     * States all edges of a kind from a node: others that the asserter drew end.
     *
     * @param causes attributes of the edge to each cause; empty ends all
     */
    void drawAll(Urn from, EdgeKind kind, Map<Urn, Map<String, Object>> causes);
}
