package io.clew.protocol.openlineage.runs;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds all that follows from one record, so that what an event changes is the difference of two
 * sets: what is new is asserted, what no longer follows is retracted.
 */
final class FactSet {

    private record EdgeKey(Urn from, EdgeKind kind, Urn to, Asserter by) {}

    private record AttributeKey(Urn node, String key) {}

    /** What is said of one edge: when, with which attributes, and until when it held. */
    private static final class EdgeSaid {
        final SortedMap<Long, Map<String, Object>> at = new TreeMap<>();
        Assertion assertion = Assertion.OBSERVED;
        @Nullable Inference inference;
        @Nullable Long until;

        boolean extendsFrom(EdgeSaid before) {
            return Objects.equals(until, before.until) && extendsIt(before.at, at);
        }
    }

    /** Says whether all that was said before is said now. */
    private static <T extends @Nullable Object> boolean extendsIt(
            SortedMap<Long, T> before, SortedMap<Long, T> now) {
        for (Map.Entry<Long, T> each : before.entrySet()) {
            if (!now.containsKey(each.getKey())
                    || !Objects.equals(each.getValue(), now.get(each.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private final Asserter by;
    private final Map<EdgeKey, EdgeSaid> edges = new LinkedHashMap<>();
    private final Map<AttributeKey, SortedMap<Long, @Nullable Object>> attributes =
            new LinkedHashMap<>();
    private final Map<EdgeKey, Long> shared = new LinkedHashMap<>();

    FactSet(Asserter by) {
        this.by = by;
    }

    /** Returns a set that states nothing. */
    FactSet none() {
        return new FactSet(by);
    }

    /** States an edge. */
    void edge(
            Urn from,
            EdgeKind kind,
            Urn to,
            Assertion assertion,
            long millis,
            Map<String, Object> edgeAttributes) {
        EdgeSaid said = said(from, kind, to, by);
        said.assertion = assertion;
        said.at.put(millis, edgeAttributes);
    }

    /** States an edge that a rule concluded. */
    void inferred(Urn from, EdgeKind kind, Urn to, long millis, Inference inference) {
        EdgeSaid said = said(from, kind, to, Asserter.CLEW);
        said.assertion = Assertion.INFERRED;
        said.inference = inference;
        said.at.put(millis, Map.of());
    }

    /** States that an edge of this set held until an instant. */
    void until(Urn from, EdgeKind kind, Urn to, long millis) {
        said(from, kind, to, by).until = millis;
    }

    /**
     * States an observed edge that other records of the same asserter may state too: it is stated
     * once, and never taken back.
     */
    void shared(Urn from, EdgeKind kind, Urn to, long millis) {
        shared.merge(new EdgeKey(from, kind, to, by), millis, Math::min);
    }

    /** Hands on the shared edges that were not, or only from later on, stated before. */
    void sharedSince(FactSet before, Consumer<Fact.EdgeFact> out) {
        shared.forEach(
                (key, millis) -> {
                    Long known = before.shared.get(key);
                    if (known == null || known > millis) {
                        out.accept(
                                new Fact.EdgeFact(
                                        key.from(),
                                        key.kind(),
                                        key.to(),
                                        Assertion.OBSERVED,
                                        EventTime.reported(millis),
                                        by,
                                        Map.of(),
                                        null));
                    }
                });
    }

    /** States that what another set states and this one does not held until an instant. */
    void addEnded(FactSet other, long until) {
        other.edges.forEach(
                (key, said) -> {
                    if (!edges.containsKey(key)) {
                        EdgeSaid ended = new EdgeSaid();
                        ended.at.putAll(said.at);
                        ended.assertion = said.assertion;
                        ended.inference = said.inference;
                        ended.until = said.until == null ? until : said.until;
                        edges.put(key, ended);
                    }
                });
    }

    /** States the value that an attribute has from an instant on; null ends it. */
    void attribute(Urn node, String key, @Nullable Object value, long millis) {
        attributes
                .computeIfAbsent(new AttributeKey(node, key), k -> new TreeMap<>())
                .put(millis, value);
    }

    private EdgeSaid said(Urn from, EdgeKind kind, Urn to, Asserter asserter) {
        return edges.computeIfAbsent(new EdgeKey(from, kind, to, asserter), k -> new EdgeSaid());
    }

    /**
     * Hands on the facts by which this set differs from what was stated before.
     *
     * @param millis when the event happened that makes the difference: the time of retractions
     */
    void since(FactSet before, long millis, String reason, Consumer<Fact> out) {
        before.edges.forEach(
                (key, said) -> {
                    EdgeSaid now = edges.get(key);
                    if (now == null) {
                        retract(key, null, millis, reason, out);
                    } else if (now.until != null && said.until == null && now.at.equals(said.at)) {
                        retract(key, now.until, now.until, reason, out);
                    } else if (!now.extendsFrom(said)) {
                        retract(key, null, millis, reason, out);
                        state(key, now, now.at, out);
                    } else if (now.at.size() > said.at.size()) {
                        SortedMap<Long, Map<String, Object>> more = new TreeMap<>(now.at);
                        more.keySet().removeAll(said.at.keySet());
                        state(key, now, more, out);
                    }
                });
        edges.forEach(
                (key, said) -> {
                    if (!before.edges.containsKey(key)) {
                        state(key, said, said.at, out);
                    }
                });
        attributes.forEach(
                (key, values) ->
                        values(key, before.attributes.get(key), values, millis, reason, out));
        before.attributes.forEach(
                (key, values) -> {
                    if (!attributes.containsKey(key)) {
                        retract(key, millis, reason, out);
                    }
                });
    }

    private void state(
            EdgeKey key,
            EdgeSaid said,
            SortedMap<Long, Map<String, Object>> at,
            Consumer<Fact> out) {
        at.forEach(
                (time, edgeAttributes) ->
                        out.accept(
                                new Fact.EdgeFact(
                                        key.from(),
                                        key.kind(),
                                        key.to(),
                                        said.assertion,
                                        EventTime.reported(time),
                                        key.by(),
                                        edgeAttributes,
                                        said.inference)));
        if (said.until != null) {
            retract(key, said.until, said.until, "it ended", out);
        }
    }

    private void retract(
            EdgeKey key, @Nullable Long until, long millis, String reason, Consumer<Fact> out) {
        out.accept(
                new Fact.EdgeRetraction(
                        key.from(),
                        key.kind(),
                        key.to(),
                        EventTime.reported(millis),
                        key.by(),
                        until == null ? null : Instant.ofEpochMilli(until),
                        reason));
    }

    private void values(
            AttributeKey key,
            @Nullable SortedMap<Long, @Nullable Object> before,
            SortedMap<Long, @Nullable Object> now,
            long millis,
            String reason,
            Consumer<Fact> out) {
        SortedMap<Long, @Nullable Object> known =
                before == null ? Collections.emptySortedMap() : before;
        boolean extendsIt = extendsIt(known, now);
        if (!extendsIt) {
            retract(key, millis, reason, out);
        }
        now.forEach(
                (time, value) -> {
                    if (!extendsIt || !known.containsKey(time)) {
                        out.accept(
                                new Fact.AttributeFact(
                                        key.node(),
                                        key.key(),
                                        value,
                                        Assertion.DECLARED,
                                        EventTime.reported(time),
                                        by,
                                        null));
                    }
                });
    }

    private void retract(AttributeKey key, long millis, String reason, Consumer<Fact> out) {
        out.accept(
                new Fact.AttributeRetraction(
                        key.node(), key.key(), EventTime.reported(millis), by, reason));
    }
}
