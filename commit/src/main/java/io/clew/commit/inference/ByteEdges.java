package io.clew.commit.inference;

import io.clew.commit.StoredValues;
import io.clew.commit.inference.Rule.News;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, adds and ends the edges of the rule {@link SameBytes}. */
final class ByteEdges {

    private static final String STANDS =
            " AND e.kind = :kind AND e.asserter_id = :clew AND e.rule = :rule AND NOT EXISTS (SELECT"
                    + " 1 FROM retraction r WHERE r.from_id = e.from_id AND r.kind = e.kind AND"
                    + " r.to_id = e.to_id AND r.asserter_id = e.asserter_id AND (r.position, r.seq)"
                    + " > (e.position, e.seq))";

    private final News news;

    ByteEdges(News news) {
        this.news = news;
    }

    /**
     * Says to what a node is joined.
     *
     * @param atMillis since when
     */
    record Joint(int to, long atMillis, List<String> evidence) {}

    /** Returns what a node is joined to now. */
    List<Joint> from(int node) {
        if (news.isNew(node)) {
            return List.of();
        }
        return news.db()
                .sql(
                        "SELECT e.to_id, e.at_ms, e.inputs FROM edge_fact e WHERE e.from_id = :node"
                                + STANDS)
                .bind("node", node)
                .bind("kind", EdgeKind.SAME_AS.wireName())
                .bind("clew", news.asserterId(Asserter.CLEW))
                .bind("rule", SameBytes.NAME)
                .list(
                        row ->
                                new Joint(
                                        (int) row.integer("to_id"),
                                        row.integer("at_ms"),
                                        StoredValues.readTexts(row.nullableText("inputs"))));
    }

    /** Returns what is joined to a node now; of a new node only what this write joined to it. */
    List<Integer> to(int node) {
        if (news.isNew(node)) {
            return List.of();
        }
        return news.db()
                .sql("SELECT DISTINCT e.from_id FROM edge_fact e WHERE e.to_id = :node" + STANDS)
                .bind("node", node)
                .bind("kind", EdgeKind.SAME_AS.wireName())
                .bind("clew", news.asserterId(Asserter.CLEW))
                .bind("rule", SameBytes.NAME)
                .list(row -> (int) row.integer("from_id"));
    }

    /** Says whether a person took back what was concluded of a node from the same bytes. */
    boolean isTakenBack(int node, Content content) {
        return !news.isNew(node)
                && news.takenBack(node).stream()
                        .anyMatch(back -> evidence(node, back).contains(content.evidence()));
    }

    /** Returns the evidence of what stood when it was taken back. */
    private List<List<String>> evidence(int node, Rule.TakenBack back) {
        return news.db()
                .sql(
                        "SELECT e.inputs FROM edge_fact e WHERE e.from_id = :node AND e.to_id ="
                                + " :other AND e.kind = :kind AND e.asserter_id = :clew AND e.rule ="
                                + " :rule AND e.position < :position AND NOT EXISTS (SELECT 1 FROM"
                                + " retraction r WHERE r.from_id = e.from_id AND r.kind = e.kind AND"
                                + " r.to_id = e.to_id AND r.asserter_id = e.asserter_id AND"
                                + " (r.position, r.seq) > (e.position, e.seq) AND r.position <"
                                + " :position)")
                .bind("node", node)
                .bind("other", back.other())
                .bind("position", back.position())
                .bind("kind", EdgeKind.SAME_AS.wireName())
                .bind("clew", news.asserterId(Asserter.CLEW))
                .bind("rule", SameBytes.NAME)
                .list(row -> StoredValues.readTexts(row.nullableText("inputs")));
    }

    /** Joins a node to another. */
    void add(int node, int to, EventTime at, List<String> evidence) {
        news.add(
                new Fact.EdgeFact(
                        news.urn(node),
                        EdgeKind.SAME_AS,
                        news.urn(to),
                        Assertion.INFERRED,
                        at,
                        Asserter.CLEW,
                        Map.of(),
                        new Inference(SameBytes.NAME, evidence)));
    }

    /**
     * Takes back that a node is joined to another.
     *
     * @param ended when it ended; what is empty, or not after it began, never was so
     */
    void end(int node, Joint joint, Optional<EventTime> ended) {
        Optional<Instant> until =
                ended.map(EventTime::at).filter(end -> end.toEpochMilli() > joint.atMillis());
        news.add(
                new Fact.EdgeRetraction(
                        news.urn(node),
                        EdgeKind.SAME_AS,
                        news.urn(joint.to()),
                        ended.filter(end -> until.isPresent())
                                .orElse(EventTime.reported(joint.atMillis())),
                        Asserter.CLEW,
                        until.orElse(null),
                        until.isPresent()
                                ? "they are the same bytes no more"
                                : "they are not the same bytes"));
    }
}
