package io.clew.protocol.openlineage.accept;

import io.clew.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shows what stands in a store at an instant of event time, by a plain loop over all facts in log
 * order: edges as {@code from kind to {attributes}} and values as {@code node key = value}, with
 * short names for the nodes.
 */
final class Standing {
    private final SortedMap<String, SortedSet<String>> texts = new TreeMap<>();

    private record Fact(
            long position,
            long seq,
            String what,
            String by,
            long at,
            @Nullable String value,
            int form,
            @Nullable Long until) {}

    private static final int SAID = 0;
    private static final int RETRACTED = 1;

    /** Reads all facts. */
    static Standing of(Store store, Instant asOf) {
        List<Fact> facts =
                store.read(
                        db -> {
                            List<Fact> all = new ArrayList<>();
                            db.sql(
                                            "SELECT e.position, e.seq, f.urn AS source, e.kind, t.urn"
                                                    + " AS target, e.asserter_id, e.at_ms,"
                                                    + " COALESCE(e.attributes, '') AS value FROM"
                                                    + " edge_fact e JOIN node f ON f.id = e.from_id"
                                                    + " JOIN node t ON t.id = e.to_id")
                                    .each(
                                            r ->
                                                    all.add(
                                                            new Fact(
                                                                    r.integer("position"),
                                                                    r.integer("seq"),
                                                                    "%s %s %s"
                                                                            .formatted(
                                                                                    r.text(
                                                                                            "source"),
                                                                                    r.text("kind"),
                                                                                    r.text(
                                                                                            "target")),
                                                                    "" + r.integer("asserter_id"),
                                                                    r.integer("at_ms"),
                                                                    r.text("value"),
                                                                    SAID,
                                                                    null)));
                            db.sql(
                                            "SELECT a.position, a.seq, n.urn, a.name, a.asserter_id,"
                                                    + " a.at_ms, a.value FROM attribute_fact a JOIN"
                                                    + " node n ON n.id = a.node_id")
                                    .each(
                                            r ->
                                                    all.add(
                                                            new Fact(
                                                                    r.integer("position"),
                                                                    r.integer("seq"),
                                                                    r.text("urn")
                                                                            + " "
                                                                            + r.text("name"),
                                                                    "" + r.integer("asserter_id"),
                                                                    r.integer("at_ms"),
                                                                    r.nullableText("value"),
                                                                    SAID,
                                                                    null)));
                            db.sql(
                                            "SELECT r.position, r.seq, f.urn AS source, r.kind, t.urn"
                                                    + " AS target, r.name, r.asserter_id, r.at_ms,"
                                                    + " r.until_ms FROM retraction r JOIN node f ON"
                                                    + " f.id = r.from_id LEFT JOIN node t ON t.id ="
                                                    + " r.to_id")
                                    .each(
                                            r ->
                                                    all.add(
                                                            new Fact(
                                                                    r.integer("position"),
                                                                    r.integer("seq"),
                                                                    r.nullableText("name") == null
                                                                            ? "%s %s %s"
                                                                                    .formatted(
                                                                                            r.text(
                                                                                                    "source"),
                                                                                            r.text(
                                                                                                    "kind"),
                                                                                            r.text(
                                                                                                    "target"))
                                                                            : r.text("source")
                                                                                    + " "
                                                                                    + r.text(
                                                                                            "name"),
                                                                    "" + r.integer("asserter_id"),
                                                                    r.integer("at_ms"),
                                                                    null,
                                                                    RETRACTED,
                                                                    r.optionalInteger("until_ms")
                                                                            .orElse(null))));
                            return all;
                        });
        facts.sort(java.util.Comparator.comparingLong(Fact::position).thenComparingLong(Fact::seq));
        Standing standing = new Standing();
        Map<String, Fact> current = new LinkedHashMap<>();
        for (Fact fact : facts) {
            String key = fact.what() + " by " + fact.by();
            if (fact.form() == RETRACTED) {
                if (fact.until() == null || fact.until() <= asOf.toEpochMilli()) {
                    current.remove(key);
                }
            } else if (fact.at() <= asOf.toEpochMilli()
                    && (!current.containsKey(key) || current.get(key).at() <= fact.at())) {
                current.put(key, fact);
            }
        }
        for (Fact fact : current.values()) {
            if (fact.value() != null) {
                String text = (fact.what() + " " + fact.value()).strip();
                standing.texts
                        .computeIfAbsent(shortened(text), t -> new TreeSet<>())
                        .add(fact.by());
            }
        }
        return standing;
    }

    /** Takes from URNs what every one has. */
    static String shortened(String text) {
        return text.replace("urn:clew:", "")
                .replace("%3A", ":")
                .replace("%2F", "/")
                .replace("run:openlineage/", "run:");
    }

    /** Returns all that stands. */
    List<String> all() {
        return List.copyOf(texts.keySet());
    }

    /** Returns what stands of edges of a kind. */
    List<String> edges(String kind) {
        return texts.keySet().stream().filter(t -> t.contains(" " + kind + " ")).toList();
    }

    /** Returns the JSON of an attribute's value; null when it has none. */
    @Nullable String value(String node, String key) {
        String start = node + " " + key + " ";
        return texts.keySet().stream()
                .filter(t -> t.startsWith(start))
                .map(t -> t.substring(start.length()))
                .findFirst()
                .orElse(null);
    }
}
