import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells a graph as the log tells it to the index: an entry for each node, with its edges. */
final class Log {

    private static final Asserter BY = Asserter.claimed("openlineage", "bench");
    private static final int KEPT = 1 << 16;
    private static final long FIRST_SECOND = 1_700_000_000L;

    private final LineageGraph graph;
    private final boolean states;
    private final Urn[] kept = new Urn[KEPT];
    private final int[] keptOf = new int[KEPT];

    /**
     * Tells of a graph.
     *
     * @param states whether runs end and versions are described too, as producers tell it
     */
    Log(LineageGraph graph, boolean states) {
        this.graph = graph;
        this.states = states;
    }

    /** Returns when a node came, by both clocks. */
    static Instant at(int node) {
        return Instant.ofEpochSecond(FIRST_SECOND + node);
    }

    /** Returns the entries of some nodes, the last exclusive. */
    List<LogEntry> entries(int first, int end) {
        List<LogEntry> entries = new ArrayList<>(end - first);
        for (int node = first; node < end; node++) {
            entries.add(entry(node));
        }
        return entries;
    }

    private LogEntry entry(int node) {
        List<LogRecord> records = new ArrayList<>();
        EventTime at = new EventTime(at(node), EventTime.Source.REPORTED);
        records.add(new LogRecord.NodeAdded(node, urn(node)));
        int first = graph.edgesUntil(node - 1);
        for (int edge = first; edge < graph.edgesUntil(node); edge++) {
            Fact.EdgeFact fact =
                    new Fact.EdgeFact(
                            urn(graph.from(edge)),
                            graph.edgeKind(edge),
                            urn(graph.to(edge)),
                            Assertion.DECLARED,
                            at,
                            BY,
                            Map.of(),
                            null);
            records.add(
                    new LogRecord.EdgeAsserted(
                            edge - first, graph.from(edge), graph.to(edge), fact));
        }
        if (states) {
            addState(records, node, at);
        }
        return new LogEntry(node, 1, at(node), "openlineage", "event", records);
    }

    private void addState(List<LogRecord> records, int node, EventTime at) {
        if (graph.isRun(node)) {
            add(records, node, Attributes.STATUS, "complete", at);
            add(records, node, Attributes.ENDED, at.at().toString(), at);
        } else {
            add(records, node, Attributes.DIGEST, "sha256-" + node, at);
        }
    }

    private void add(List<LogRecord> records, int node, String key, String value, EventTime at) {
        Fact.AttributeFact fact =
                new Fact.AttributeFact(urn(node), key, value, Assertion.DECLARED, at, BY, null);
        records.add(new LogRecord.AttributeAsserted(records.size(), node, fact));
    }

    private Urn urn(int node) {
        int slot = node & (KEPT - 1);
        if (keptOf[slot] != node) {
            keptOf[slot] = node;
            kept[slot] =
                    graph.isRun(node)
                            ? Urn.of(NodeKind.RUN, "openlineage", id(node))
                            : Urn.of(
                                    NodeKind.DATASET_VERSION,
                                    "s3://bank",
                                    "area/table" + node % 4999,
                                    "v-" + node);
        }
        return kept[slot];
    }

    private static String id(int node) {
        String hex = Long.toHexString(node * 0x9E3779B97F4A7C15L | Long.MIN_VALUE);
        return hex.substring(0, 8) + "-0000-7000-8000-" + hex.substring(4);
    }
}
