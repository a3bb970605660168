package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says when the attempts of a run started and what it used, as its standing facts have it.
 *
 * @param starts when its attempts started, earliest first; none if nobody said
 * @param uses what it used of datasets
 */
record RunUses(List<Instant> starts, List<Use> uses) {

    private static final String NOT_RETRACTED =
            " AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND r.kind ="
                    + " f.kind AND r.to_id = f.to_id AND r.asserter_id = f.asserter_id AND"
                    + " (r.position, r.seq) > (f.position, f.seq))";

    /**
     * Shows one use.
     *
     * @param isConclusion whether it is what the rule concluded before
     * @param atMillis its event time
     */
    record Use(int dataset, Urn to, boolean isConclusion, long atMillis) {

        /** Says whether it names a version that can be relied on. */
        boolean isNamed() {
            return !isConclusion && to.kind() == NodeKind.DATASET_VERSION && !isWeak(to);
        }
    }

    /** Says whether a node is a dataset or a version of one. */
    static boolean isDataset(Urn urn) {
        return urn.kind() == NodeKind.DATASET || urn.kind() == NodeKind.DATASET_VERSION;
    }

    /** Returns the dataset that a version is of; a dataset itself. */
    static Urn datasetOf(Urn urn) {
        return urn.kind() == NodeKind.DATASET
                ? urn
                : new Urn(NodeKind.DATASET, urn.segments().subList(0, urn.segments().size() - 1));
    }

    /** MLflow's 8-hex digest covers 10,000 rows at most: it names a version only weakly. */
    static boolean isWeak(Urn version) {
        return version.last().startsWith("mlflow-");
    }

    /** Reads a run: of a new one all is among the facts that the write brought. */
    static RunUses read(News news, int run) {
        return news.isNew(run) && !isAnyRetracted(news)
                ? ofFacts(news, run)
                : new RunUses(attempts(storedStarts(news, run)), storedUses(news, run));
    }

    private static boolean isAnyRetracted(News news) {
        return news.facts().stream()
                .anyMatch(
                        fact ->
                                fact instanceof Fact.EdgeRetraction
                                        || fact instanceof Fact.AttributeRetraction);
    }

    private static RunUses ofFacts(News news, int run) {
        Urn urn = news.urn(run);
        List<Use> uses = new ArrayList<>();
        List<Started> starts = new ArrayList<>();
        for (Fact fact : news.facts()) {
            if (fact instanceof Fact.EdgeFact edge
                    && edge.kind() == EdgeKind.USED
                    && edge.assertion() != Assertion.INFERRED
                    && isDataset(edge.to())
                    && edge.from().equals(urn)) {
                uses.add(
                        new Use(
                                news.nodeId(datasetOf(edge.to())),
                                edge.to(),
                                false,
                                edge.at().at().toEpochMilli()));
            } else if (fact instanceof Fact.AttributeFact attribute
                    && attribute.key().equals(Attributes.STARTED)
                    && attribute.value() != null
                    && attribute.node().equals(urn)) {
                starts.add(
                        new Started(
                                Instant.parse(String.valueOf(attribute.value())),
                                attribute.at().at().toEpochMilli()));
            }
        }
        return new RunUses(attempts(starts), uses);
    }

    /** A start that somebody told, and the event time of telling it. */
    private record Started(Instant start, long atMillis) {}

    /**
     * Returns when attempts started: a start that was told at its own time began one, and what was
     * told last holds in any case, since it may correct what was told before.
     *
     * @param told all that stands, in the order in which it came
     */
    private static List<Instant> attempts(List<Started> told) {
        SortedSet<Instant> starts = new TreeSet<>();
        told.stream()
                .filter(each -> each.start().toEpochMilli() == each.atMillis())
                .forEach(each -> starts.add(each.start()));
        // The last of the latest: what is said later of the same time corrects it.
        told.reversed().stream()
                .max(Comparator.comparingLong(Started::atMillis))
                .ifPresent(last -> starts.add(last.start()));
        return List.copyOf(starts);
    }

    private static List<Started> storedStarts(News news, int run) {
        return news.db()
                .sql(
                        "SELECT f.value, f.at_ms FROM attribute_fact f WHERE f.node_id = :run AND f.name ="
                                + " :name AND f.value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
                                + " retraction r WHERE r.from_id = f.node_id AND r.name = f.name"
                                + " AND r.asserter_id = f.asserter_id AND (r.position, r.seq) >"
                                + " (f.position, f.seq)) ORDER BY f.position, f.seq")
                .bind("run", run)
                .bind("name", Attributes.STARTED)
                .list(
                        row ->
                                new Started(
                                        Instant.parse(row.text("value").replace("\"", "")),
                                        row.integer("at_ms")));
    }

    private static List<Use> storedUses(News news, int run) {
        record Row(Urn to, Assertion assertion, String rule, long atMillis) {}
        return news
                .db()
                .sql(
                        "SELECT n.urn, f.assertion, f.at_ms, COALESCE(f.rule, '') AS rule FROM edge_fact f"
                                + " JOIN node n ON n.id = f.to_id WHERE f.from_id = :run AND f.kind"
                                + " = 'used'"
                                + NOT_RETRACTED
                                + " ORDER BY f.position, f.seq")
                .bind("run", run)
                .list(
                        row ->
                                new Row(
                                        Urn.parse(row.text("urn")).orElseThrow(),
                                        Assertion.values()[(int) row.integer("assertion")],
                                        row.text("rule"),
                                        row.integer("at_ms")))
                .stream()
                .filter(row -> isDataset(row.to()))
                .filter(
                        row ->
                                row.assertion() != Assertion.INFERRED
                                        || row.rule().equals(LatestBeforeStart.NAME))
                .map(
                        row ->
                                new Use(
                                        news.nodeId(datasetOf(row.to())),
                                        row.to(),
                                        row.assertion() == Assertion.INFERRED,
                                        row.atMillis()))
                .toList();
    }
}
