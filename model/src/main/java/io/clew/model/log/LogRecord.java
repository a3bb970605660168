package io.clew.model.log;

import io.clew.model.Fact;
import io.clew.model.Urn;

/** Shows one thing that an entry added; node ids are dense ints from 1 in log order. */
public sealed interface LogRecord {

    /** Adds a node: its first mention. */
    record NodeAdded(int id, Urn urn) implements LogRecord {}

    /**
     * Asserts an edge.
     *
     * @param seq number of the fact within its entry, from 0
     */
    record EdgeAsserted(int seq, int from, int to, Fact.EdgeFact fact) implements LogRecord {}

    /** Asserts an attribute's value. */
    record AttributeAsserted(int seq, int node, Fact.AttributeFact fact) implements LogRecord {}

    /** Takes back one asserter's edge. */
    record EdgeRetracted(int seq, int from, int to, Fact.EdgeRetraction fact)
            implements LogRecord {}

    /** Takes back one asserter's attribute. */
    record AttributeRetracted(int seq, int node, Fact.AttributeRetraction fact)
            implements LogRecord {}
}
