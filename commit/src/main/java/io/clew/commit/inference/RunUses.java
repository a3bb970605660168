package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says when a run started and what it used, as its standing facts have it.
 *
 * @param start when it started, if anybody said
 * @param uses what it used of datasets
 */
record RunUses(Optional<Instant> start, List<Use> uses) {

    private static final String NOT_RETRACTED =
            " AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND r.kind ="
                    + " f.kind AND r.to_id = f.to_id AND r.asserter_id = f.asserter_id AND"
                    + " (r.position, r.seq) > (f.position, f.seq))";

    /**
     * Shows one use.
     *
     * @param isConclusion whether it is what the rule concluded before
     */
    record Use(int dataset, Urn to, boolean isConclusion) {

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
                : new RunUses(storedStart(news, run), storedUses(news, run));
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
        List<Fact.AttributeFact> starts = new ArrayList<>();
        for (Fact fact : news.facts()) {
            if (fact instanceof Fact.EdgeFact edge
                    && edge.kind() == EdgeKind.USED
                    && edge.assertion() != Assertion.INFERRED
                    && isDataset(edge.to())
                    && edge.from().equals(urn)) {
                uses.add(new Use(news.nodeId(datasetOf(edge.to())), edge.to(), false));
            } else if (fact instanceof Fact.AttributeFact attribute
                    && attribute.key().equals(Attributes.STARTED)
                    && attribute.value() != null
                    && attribute.node().equals(urn)) {
                starts.add(attribute);
            }
        }
        // The last of the latest: what is said later of the same time corrects it.
        Optional<Instant> start =
                starts.reversed().stream()
                        .max(Comparator.comparing((Fact.AttributeFact each) -> each.at().at()))
                        .map(each -> Instant.parse(String.valueOf(each.value())));
        return new RunUses(start, uses);
    }

    private static Optional<Instant> storedStart(News news, int run) {
        return news.db()
                .sql(
                        "SELECT f.value FROM attribute_fact f WHERE f.node_id = :run AND f.name ="
                                + " :name AND f.value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
                                + " retraction r WHERE r.from_id = f.node_id AND r.name = f.name"
                                + " AND r.asserter_id = f.asserter_id AND (r.position, r.seq) >"
                                + " (f.position, f.seq)) ORDER BY f.at_ms DESC, f.position DESC,"
                                + " f.seq DESC LIMIT 1")
                .bind("run", run)
                .bind("name", Attributes.STARTED)
                .first(row -> Instant.parse(row.text("value").replace("\"", "")));
    }

    private static List<Use> storedUses(News news, int run) {
        record Row(Urn to, Assertion assertion, String rule) {}
        return news
                .db()
                .sql(
                        "SELECT n.urn, f.assertion, COALESCE(f.rule, '') AS rule FROM edge_fact f"
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
                                        row.text("rule")))
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
                                        row.assertion() == Assertion.INFERRED))
                .toList();
    }

    /** Returns when the run started, to date a conclusion; the beginning of time if nobody said. */
    EventTime at() {
        return new EventTime(start.orElse(Instant.EPOCH), EventTime.Source.REPORTED);
    }
}
