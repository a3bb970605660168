package io.clew.graph;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes small logs fact by fact and keeps an index up to date; entry n happens at second n. */
final class TestLog {

    static final Asserter ANN = Asserter.claimed("mlflow", "ann");
    static final Asserter BOB = Asserter.claimed("openlineage", "bob");

    final GraphIndex index;
    private final Map<Urn, Integer> ids = new HashMap<>();
    private long position;

    TestLog(GraphIndex index) {
        this.index = index;
    }

    TestLog() {
        this(new GraphIndex());
    }

    static Urn urn(NodeKind kind, String name) {
        return Urn.of(kind, "t", name);
    }

    /** Adds a fact as an entry of its own. */
    TestLog add(Fact... facts) {
        index.apply(entry(facts));
        return this;
    }

    /** Makes the next entry. */
    LogEntry entry(Fact... facts) {
        List<LogRecord> records = new ArrayList<>();
        position++;
        for (int seq = 0; seq < facts.length; seq++) {
            switch (facts[seq]) {
                case Fact.EdgeFact edge ->
                        records.add(
                                new LogRecord.EdgeAsserted(
                                        seq,
                                        id(edge.from(), records),
                                        id(edge.to(), records),
                                        edge));
                case Fact.EdgeRetraction edge ->
                        records.add(
                                new LogRecord.EdgeRetracted(
                                        seq,
                                        id(edge.from(), records),
                                        id(edge.to(), records),
                                        edge));
                case Fact.AttributeFact attribute ->
                        records.add(
                                new LogRecord.AttributeAsserted(
                                        seq, id(attribute.node(), records), attribute));
                case Fact.AttributeRetraction attribute ->
                        records.add(
                                new LogRecord.AttributeRetracted(
                                        seq, id(attribute.node(), records), attribute));
            }
        }
        return new LogEntry(position, 1, Instant.ofEpochSecond(position), "test", "write", records);
    }

    private int id(Urn urn, List<LogRecord> records) {
        return ids.computeIfAbsent(
                urn,
                u -> {
                    int id = ids.size() + 1;
                    records.add(new LogRecord.NodeAdded(id, u));
                    return id;
                });
    }

    int id(Urn urn) {
        return ids.getOrDefault(urn, 0);
    }

    TestLog edge(Urn from, EdgeKind kind, Urn to) {
        return add(said(from, kind, to, ANN));
    }

    TestLog edge(Urn from, EdgeKind kind, Urn to, Asserter by) {
        return add(said(from, kind, to, by));
    }

    Fact said(Urn from, EdgeKind kind, Urn to, Asserter by) {
        return new Fact.EdgeFact(from, kind, to, Assertion.DECLARED, now(), by, Map.of(), null);
    }

    TestLog takeBack(Urn from, EdgeKind kind, Urn to, Asserter by, @Nullable Instant until) {
        return add(new Fact.EdgeRetraction(from, kind, to, now(), by, until, "wrong"));
    }

    TestLog status(Urn run, String status) {
        return attribute(run, Attributes.STATUS, status);
    }

    TestLog attribute(Urn node, String key, @Nullable Object value) {
        return add(new Fact.AttributeFact(node, key, value, Assertion.DECLARED, now(), ANN, null));
    }

    private EventTime now() {
        return EventTime.reported((position + 1) * 1000);
    }
}
