package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.Places;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.facets.Statements;
import io.clew.protocol.openlineage.facets.Topics;
import io.clew.protocol.openlineage.rows.LaterEventRows;
import io.clew.protocol.openlineage.runs.Producers;
import io.clew.store.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds that an event gave a table's name to a path.
 *
 * @param isEnd whether it took back instead what was said of the path
 */
record PlaceClaim(Holder holder, long millis, boolean isEnd) {

    /** The facet that gives names. */
    static final String FACET = "symlinks";

    /** A path by whose word. */
    record Holder(Urn path, Asserter by) implements Comparable<Holder> {
        private static final Comparator<Holder> ORDER =
                Comparator.comparing(Holder::path)
                        .thenComparing(holder -> holder.by().agent())
                        .thenComparing(holder -> holder.by().protocol());

        @Override
        public int compareTo(Holder other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A time in which a path has the name.
     *
     * @param until exclusive; {@code Long.MAX_VALUE} while it has it
     */
    record Stay(long from, long until) {
        boolean holdsAt(long millis) {
            return from <= millis && millis < until;
        }
    }

    /** Returns which paths have or had a table's name, and when, by what is stored. */
    static Map<Holder, List<Stay>> stored(Commit commit, Urn table) {
        Map<List<Long>, Stored> facts = new LinkedHashMap<>();
        commit.db()
                .sql(
                        "SELECT f.position, f.seq, n.urn, a.agent, a.protocol, f.at_ms, r.position"
                                + " AS ended_by, r.until_ms FROM edge_fact f JOIN node n ON n.id ="
                                + " f.from_id JOIN asserter a ON a.id = f.asserter_id LEFT JOIN"
                                + " retraction r ON r.from_id = f.from_id AND r.kind = f.kind AND"
                                + " r.to_id = f.to_id AND r.asserter_id = f.asserter_id AND"
                                + " (r.position, r.seq) > (f.position, f.seq) WHERE f.to_id ="
                                + " :table AND f.kind = :kind AND a.protocol = :protocol ORDER BY"
                                + " f.at_ms, f.position, f.seq")
                .bind("table", commit.nodeId(table))
                .bind("kind", EdgeKind.SAME_AS.wireName())
                .bind("protocol", "openlineage")
                .each(
                        row ->
                                facts.merge(
                                        List.of(row.integer("position"), row.integer("seq")),
                                        Stored.of(row),
                                        Stored::earlier));
        Map<Holder, List<Stay>> stays = new TreeMap<>();
        for (Stored fact : facts.values()) {
            boolean isPath = DatasetName.of(fact.holder.path()).filter(Places::isPath).isPresent();
            if (isPath && fact.stay.from() < fact.stay.until()) {
                List<Stay> all = stays.computeIfAbsent(fact.holder, h -> new ArrayList<>());
                if (!all.contains(fact.stay)) {
                    all.add(fact.stay);
                }
            }
        }
        return stays;
    }

    /** A fact as it stands; one that was taken back altogether stays for no time. */
    private record Stored(Holder holder, Stay stay) {
        static Stored of(Row row) {
            long from = row.integer("at_ms");
            long until = row.optionalInteger("until_ms").orElse(from);
            return new Stored(
                    new Holder(
                            Urn.parse(row.text("urn")).orElseThrow(),
                            new Asserter(
                                    Urn.parse(row.text("agent")).orElseThrow(),
                                    row.text("protocol"))),
                    new Stay(
                            from,
                            row.optionalInteger("ended_by").isPresent() ? until : Long.MAX_VALUE));
        }

        Stored earlier(Stored other) {
            return stay.until() <= other.stay.until() ? this : other;
        }
    }

    /** Returns what events after a moment that name some datasets claim of a table, by time. */
    static List<PlaceClaim> after(Commit commit, Urn table, Set<Urn> named, long millis) {
        Set<PlaceClaim> claims = new LinkedHashSet<>();
        for (Urn dataset : named) {
            Again thing = new Again.OfDataset(dataset);
            new LaterEvents(commit, LaterEventRows.OF_DATASET, commit.nodeId(dataset), "")
                    .visit(
                            millis,
                            Topics.of(FACET),
                            thing,
                            event -> {
                                Asserter by = Producers.asserter(event.producer());
                                long then = event.at().toEpochMilli();
                                thing.speak(event, new Claims(table, by, then, claims));
                            });
        }
        return claims.stream()
                .sorted(
                        Comparator.comparingLong(PlaceClaim::millis)
                                .thenComparing(PlaceClaim::holder))
                .toList();
    }

    /** Gathers what an event claims of a table. */
    private record Claims(Urn table, Asserter by, long millis, Set<PlaceClaim> into)
            implements Statements {

        @Override
        public void nameTable(Urn path, Urn of) {
            if (of.equals(table)) {
                into.add(new PlaceClaim(new Holder(path, by), millis, false));
            }
        }

        @Override
        public void drawAll(Urn from, EdgeKind kind, Map<Urn, Map<String, Object>> causes) {
            if (kind == EdgeKind.SAME_AS) {
                into.add(new PlaceClaim(new Holder(from, by), millis, true));
            }
        }

        @Override
        public boolean say(Urn node, String key, Object value) {
            return false;
        }

        @Override
        public void end(Urn node, String key) {}

        @Override
        public void endIfSaid(Urn node, String key) {}

        @Override
        public void family(Urn node, String prefix, Map<String, ?> values) {}

        @Override
        public void draw(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes) {}

        @Override
        public void dropped(Urn dataset) {}

        @Override
        public void isThere(Urn dataset) {}
    }
}
