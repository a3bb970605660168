package io.clew.graph;

import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;

/** Adds what one entry of the log says to the tables and the chained edges; for the writer. */
final class Entry {

    private final Edges edges;
    private final Tables tables;
    private final LogEntry entry;
    private final int position;

    Entry(Edges edges, LogEntry entry) {
        this.edges = edges;
        this.tables = edges.tables();
        this.entry = entry;
        this.position = (int) entry.position();
    }

    void add() {
        int firstStamp = tables.stamps().beginEntry();
        for (LogRecord record : entry.records()) {
            switch (record) {
                case LogRecord.NodeAdded added ->
                        tables.nodes()
                                .add(added.id(), entry.workspaceId(), added.urn(), firstStamp);
                case LogRecord.EdgeAsserted edge -> assertEdge(edge.from(), edge.to(), edge.fact());
                case LogRecord.EdgeRetracted edge ->
                        retractEdge(edge.from(), edge.to(), edge.fact());
                case LogRecord.AttributeAsserted attribute ->
                        tables.states().asserted(attribute.node(), attribute.fact(), position);
                case LogRecord.AttributeRetracted attribute ->
                        tables.states().retracted(attribute.node(), attribute.fact(), position);
            }
        }
        if (tables.stamps().count() == firstStamp) {
            tables.stamps().stamp(position, entry.recorded().toEpochMilli(), Voices.NOBODY);
        }
    }

    private void assertEdge(int from, int to, Fact.EdgeFact fact) {
        int asserter = tables.voices().asserter(fact.by());
        int code = fact.assertion().ordinal();
        long at = Millis.of(fact.at().at());
        int edge = find(from, fact.kind(), to);
        if (edge == Edges.NOT_FOUND) {
            edges.newer().add(from, fact.kind().ordinal(), to, stamp(position, at, asserter, code));
            if (fact.kind() == EdgeKind.SAME_AS) {
                tables.sameAs().add(from, to);
                tables.nodes().markInClass(from);
                tables.nodes().markInClass(to);
            }
            return;
        }
        int chain = edges.chain(edge);
        boolean repeats =
                chain > 0
                        ? tables.claims().repeats(chain, at, asserter, code)
                        : repeats(edges.firstStamp(edge), at, asserter, code);
        if (!repeats) {
            setAside(edge, chain, stamp(position, at, asserter, code));
        }
    }

    /** Says whether a plain edge's only claim is the same, and not later. */
    private boolean repeats(int stamp, long at, int asserter, int code) {
        int voice = tables.stamps().voice(stamp);
        return tables.voices().asserterOf(voice) == asserter
                && tables.voices().codeOf(voice) == code
                && tables.stamps().atMillis(stamp) <= at;
    }

    private void retractEdge(int from, int to, Fact.EdgeRetraction fact) {
        int asserter = tables.voices().asserter(fact.by());
        int edge = find(from, fact.kind(), to);
        if (edge == Edges.NOT_FOUND) {
            return;
        }
        int chain = edges.chain(edge);
        boolean speaks =
                chain > 0
                        ? tables.claims().speaks(chain, asserter)
                        : tables.voices().asserterOf(tables.stamps().voice(edges.firstStamp(edge)))
                                == asserter;
        if (speaks) {
            setAside(
                    edge,
                    chain,
                    fact.until() == null
                            ? stamp(position, 0, asserter, Voices.NEVER_TRUE)
                            : stamp(position, Millis.of(fact.until()), asserter, Voices.ENDED));
        }
    }

    private int stamp(int position, long at, int asserter, int code) {
        return tables.stamps().stamp(position, at, tables.voices().voice(asserter, code));
    }

    private int find(int from, EdgeKind kind, int to) {
        return edges.find(from, kind.ordinal(), to, Integer.MAX_VALUE);
    }

    /** Adds a word on an edge of which something was said before. */
    private void setAside(int edge, int chain, int stamp) {
        int before = chain;
        if (chain == 0) {
            int origin = Claims.origin(edges.kindOrdinal(edge));
            before = tables.claims().add(origin, edges.firstStamp(edge));
        }
        edges.newer().links().put(edges.key(edge), tables.claims().add(before, stamp));
        edges.markException(edge);
    }
}
