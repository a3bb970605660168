package io.clew.questions.edge;

import io.clew.commit.StoredValues;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Inference;
import io.clew.model.Urn;
import io.clew.model.answer.Edge;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds what one asserter said of an edge once. */
record EdgeWord(
        Key key,
        Urn fromUrn,
        Urn toUrn,
        long asserter,
        Assertion assertion,
        EventTime at,
        Instant recorded,
        Map<String, Object> attributes,
        @Nullable Inference inference,
        long position,
        int seq) {

    /** Which edge. */
    record Key(int from, EdgeKind kind, int to) {}

    /** Strongest first, then who spoke first. */
    private static final Comparator<EdgeWord> STRONGEST_FIRST =
            Comparator.comparing(EdgeWord::assertion)
                    .thenComparingLong(EdgeWord::position)
                    .thenComparingInt(EdgeWord::seq);

    /** A detail, such as how a column is made, is what was said of it last. */
    private static final Comparator<EdgeWord> LATEST_OF_STRONGEST_FIRST =
            Comparator.comparing(EdgeWord::assertion)
                    .thenComparing(word -> word.at().at(), Comparator.reverseOrder())
                    .thenComparing(EdgeWord::position, Comparator.reverseOrder())
                    .thenComparing(EdgeWord::seq, Comparator.reverseOrder());

    static EdgeWord read(Row row) {
        String rule = row.nullableText("rule");
        return new EdgeWord(
                new Key(
                        (int) row.integer("from_id"),
                        EdgeKind.fromWireName(row.text("kind")).orElseThrow(),
                        (int) row.integer("to_id")),
                NodeRows.urn(row.text("from_urn")),
                NodeRows.urn(row.text("to_urn")),
                row.integer("asserter_id"),
                Assertion.values()[(int) row.integer("assertion")],
                new EventTime(
                        Instant.ofEpochMilli(row.integer("at_ms")),
                        row.flag("at_source")
                                ? EventTime.Source.RECEIVED
                                : EventTime.Source.REPORTED),
                Instant.ofEpochMilli(row.integer("recorded_ms")),
                StoredValues.readMap(row.nullableText("attributes")),
                rule == null
                        ? null
                        : new Inference(rule, StoredValues.readTexts(row.nullableText("inputs"))),
                row.integer("position"),
                (int) row.integer("seq"));
    }

    /** Puts what several said of one edge together: one assertion for each asserter. */
    static Edge edge(List<EdgeWord> words, Map<Long, Asserter> asserters) {
        List<EdgeWord> sorted = words.stream().sorted(STRONGEST_FIRST).toList();
        Map<Long, EdgeWord> each = new LinkedHashMap<>();
        for (EdgeWord word : sorted) {
            each.putIfAbsent(word.asserter(), word);
        }
        Map<String, Object> attributes = new TreeMap<>();
        words.stream()
                .sorted(LATEST_OF_STRONGEST_FIRST)
                .forEach(word -> word.attributes().forEach(attributes::putIfAbsent));
        EdgeWord first = sorted.getFirst();
        return new Edge(
                first.fromUrn(),
                first.key().kind(),
                first.toUrn(),
                first.assertion(),
                first.at().at(),
                words.stream().map(EdgeWord::recorded).min(Comparator.naturalOrder()).orElseThrow(),
                attributes,
                each.values().stream().map(word -> word.asserted(asserters)).toList());
    }

    private Edge.Asserted asserted(Map<Long, Asserter> asserters) {
        Asserter by = asserters.getOrDefault(asserter, Asserter.CLEW);
        return new Edge.Asserted(
                assertion, by.agent(), by.protocol(), at, recorded, position, inference);
    }
}
