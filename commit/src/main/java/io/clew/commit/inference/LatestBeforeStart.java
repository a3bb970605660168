package io.clew.commit.inference;

import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Infers which version of a dataset a run used when it did not say, or said only a weak one: the
 * newest that was completed at or before the run's start, whichever protocol wrote it.
 *
 * <p>Evidence is both times. The conclusion is drawn anew, and the old one retracted, when a
 * version that was completed earlier is heard of later, when the run's start changes, and when the
 * run turns out to have named a strong version. A version is completed when the run that generated
 * it ended: adapters date the {@code generated-by} edge so.
 */
public final class LatestBeforeStart implements Rule {

    /** The rule's name in evidence. */
    public static final String NAME = "latest-before-start";

    private static final String NOT_RETRACTED =
            " AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND r.kind ="
                    + " f.kind AND r.to_id = f.to_id AND r.asserter_id = f.asserter_id AND (r.position"
                    + " > f.position OR (r.position = f.position AND r.seq > f.seq)))";

    /** A run and a dataset between which the conclusion must be drawn anew. */
    private record Question(Urn run, Urn dataset) {}

    /** What a run says of its use of a dataset, or what was concluded before. */
    private record Use(Urn to, Assertion assertion) {}

    /** A version that a run completed, and when. */
    private record Completed(Urn version, Instant at) {}

    @Override
    public void conclude(News news) {
        Set<Question> questions = new LinkedHashSet<>();
        for (Fact fact : news.facts()) {
            switch (fact) {
                case Fact.EdgeFact edge when edge.assertion() != Assertion.INFERRED ->
                        ask(news, edge.from(), edge.kind(), edge.to(), edge.at(), questions);
                case Fact.EdgeRetraction edge ->
                        ask(news, edge.from(), edge.kind(), edge.to(), edge.at(), questions);
                // What a new run used is among the facts themselves.
                case Fact.AttributeFact attribute
                        when attribute.key().equals(Attributes.STARTED)
                                && !news.isNew(attribute.node()) ->
                        datasetsUsedBy(news, attribute.node())
                                .forEach(d -> questions.add(new Question(attribute.node(), d)));
                default -> {}
            }
        }
        questions.forEach(question -> answer(news, question));
    }

    private void ask(
            News news, Urn from, EdgeKind kind, Urn to, EventTime at, Set<Question> questions) {
        if (kind == EdgeKind.USED && isDataset(to)) {
            questions.add(new Question(from, datasetOf(to)));
        } else if (kind == EdgeKind.GENERATED_BY && from.kind() == NodeKind.DATASET_VERSION) {
            Urn dataset = datasetOf(from);
            runsThatUsed(news, dataset, at.at())
                    .forEach(run -> questions.add(new Question(run, dataset)));
        }
    }

    private void answer(News news, Question question) {
        List<Use> uses = uses(news, question);
        Optional<Urn> before =
                uses.stream()
                        .filter(use -> use.assertion() == Assertion.INFERRED)
                        .map(Use::to)
                        .findFirst();
        boolean named =
                uses.stream()
                        .anyMatch(
                                use ->
                                        use.assertion() != Assertion.INFERRED
                                                && use.to().kind() == NodeKind.DATASET_VERSION
                                                && !isWeak(use.to()));
        boolean used = uses.stream().anyMatch(use -> use.assertion() != Assertion.INFERRED);
        Optional<Instant> start = start(news, question.run());
        Optional<Completed> now =
                used && !named && start.isPresent()
                        ? newestCompleted(news, question, start.get())
                        : Optional.empty();
        if (before.equals(now.map(Completed::version))) {
            return;
        }
        before.ifPresent(
                version ->
                        news.add(
                                new Fact.EdgeRetraction(
                                        question.run(),
                                        EdgeKind.USED,
                                        version,
                                        new EventTime(
                                                start.orElse(Instant.EPOCH),
                                                EventTime.Source.REPORTED),
                                        Asserter.CLEW,
                                        null,
                                        named
                                                ? "the run named its version"
                                                : "another version fits better")));
        now.ifPresent(
                completed ->
                        news.add(
                                new Fact.EdgeFact(
                                        question.run(),
                                        EdgeKind.USED,
                                        completed.version(),
                                        Assertion.INFERRED,
                                        new EventTime(
                                                start.orElseThrow(), EventTime.Source.REPORTED),
                                        Asserter.CLEW,
                                        Map.of(),
                                        new Inference(
                                                NAME,
                                                List.of(
                                                        "start=" + start.orElseThrow(),
                                                        "completed=" + completed.at())))));
    }

    private static List<Use> uses(News news, Question question) {
        return news
                .db()
                .sql(
                        "SELECT n.urn, f.assertion FROM edge_fact f JOIN node n ON n.id = f.to_id"
                                + " WHERE f.from_id = :run AND f.kind = 'used'"
                                + NOT_RETRACTED
                                + " ORDER BY f.position, f.seq")
                .bind("run", news.nodeId(question.run()))
                .list(
                        row ->
                                new Use(
                                        urn(row.text("urn")),
                                        Assertion.values()[(int) row.integer("assertion")]))
                .stream()
                .filter(
                        use ->
                                isDataset(use.to())
                                        && datasetOf(use.to()).equals(question.dataset()))
                .toList();
    }

    private static Set<Urn> datasetsUsedBy(News news, Urn run) {
        Set<Urn> datasets = new LinkedHashSet<>();
        news.db()
                .sql(
                        "SELECT DISTINCT n.urn FROM edge_fact f JOIN node n ON n.id = f.to_id WHERE"
                                + " f.from_id = :run AND f.kind = 'used' AND f.assertion <> 2")
                .bind("run", news.nodeId(run))
                .each(
                        row -> {
                            Urn to = urn(row.text("urn"));
                            if (isDataset(to)) {
                                datasets.add(datasetOf(to));
                            }
                        });
        return datasets;
    }

    /**
     * Finds the runs that used a dataset, without version or with any version of it, and not before
     * a version was completed: the only ones whose conclusion that version can change.
     */
    private static List<Urn> runsThatUsed(News news, Urn dataset, Instant completed) {
        return news.db()
                .sql(
                        "SELECT DISTINCT n.urn FROM edge_fact f JOIN node n ON n.id = f.from_id"
                                + " WHERE f.kind = 'used' AND f.assertion <> 2 AND f.at_ms >="
                                + " :completed AND (f.to_id = :dataset OR f.to_id IN (SELECT"
                                + " v.from_id FROM edge_fact v WHERE v.to_id = :dataset AND v.kind"
                                + " = 'version-of'))")
                .bind("completed", completed.toEpochMilli())
                .bind("dataset", news.nodeId(dataset))
                .list(row -> urn(row.text("urn")));
    }

    private static Optional<Instant> start(News news, Urn run) {
        return news.db()
                .sql(
                        "SELECT value FROM attribute_fact WHERE node_id = :run AND name = :name AND"
                                + " value IS NOT NULL ORDER BY at_ms DESC, position DESC, seq DESC"
                                + " LIMIT 1")
                .bind("run", news.nodeId(run))
                .bind("name", Attributes.STARTED)
                .first(row -> Instant.parse(row.text("value").replace("\"", "")));
    }

    private static Optional<Completed> newestCompleted(
            News news, Question question, Instant start) {
        return news.db()
                .sql(
                        "SELECT n.urn, f.at_ms FROM edge_fact v JOIN edge_fact f ON f.from_id ="
                                + " v.from_id AND f.kind = 'generated-by' JOIN node n ON n.id ="
                                + " v.from_id WHERE v.to_id = :dataset AND v.kind = 'version-of'"
                                + " AND f.at_ms <= :start AND f.to_id <> :run"
                                + NOT_RETRACTED
                                + " ORDER BY f.at_ms DESC, f.position DESC, n.urn LIMIT 1")
                .bind("dataset", news.nodeId(question.dataset()))
                .bind("start", start.toEpochMilli())
                .bind("run", news.nodeId(question.run()))
                .first(
                        row ->
                                new Completed(
                                        urn(row.text("urn")),
                                        Instant.ofEpochMilli(row.integer("at_ms"))));
    }

    private static boolean isDataset(Urn urn) {
        return urn.kind() == NodeKind.DATASET || urn.kind() == NodeKind.DATASET_VERSION;
    }

    private static Urn datasetOf(Urn urn) {
        return urn.kind() == NodeKind.DATASET
                ? urn
                : new Urn(NodeKind.DATASET, urn.segments().subList(0, urn.segments().size() - 1));
    }

    /** MLflow's 8-hex digest covers 10,000 rows at most: it names a version only weakly. */
    private static boolean isWeak(Urn version) {
        return version.last().startsWith("mlflow-");
    }

    private static Urn urn(String text) {
        return Urn.parse(text).orElseThrow();
    }
}
