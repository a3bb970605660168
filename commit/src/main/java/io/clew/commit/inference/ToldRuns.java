package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import org.jspecify.annotations.Nullable;

/**
 * Knows when runs started and what they used: of those that were written or asked about last from
 * memory, of the others from the database, which is then remembered.
 */
final class ToldRuns {

    private static final String RETRACTED =
            "SELECT 1 FROM retraction r WHERE r.from_id = f.from_id AND r.kind = f.kind AND r.to_id"
                    + " = f.to_id AND r.asserter_id = f.asserter_id AND (r.position, r.seq) >"
                    + " (f.position, f.seq)";

    private final Recent<ToldRun> recent;

    ToldRuns(Bounds bounds) {
        recent = new Recent<>(bounds.factsOfRuns(), ToldRun::size);
    }

    void forget() {
        recent.forget();
    }

    /** Begins a write: only now anything may be left out. Learns what it brought. */
    void begin(News news) {
        recent.trim();
        news.facts().forEach(fact -> learn(news, fact));
    }

    /** Learns a fact of the write. */
    void learn(News news, Fact fact) {
        switch (fact) {
            case Fact.EdgeFact edge -> learn(news, edge);
            case Fact.EdgeRetraction edge when isUse(edge.kind(), edge.to()) -> {
                ToldRun told = known(news, edge.from());
                if (told != null) {
                    told.takeBackUse(news.asserterId(edge.by()), edge.to());
                }
            }
            case Fact.AttributeFact start
                    when start.key().equals(Attributes.STARTED) && start.value() != null -> {
                ToldRun told = known(news, start.node());
                if (told != null) {
                    told.add(
                            new ToldRun.Start(
                                    news.asserterId(start.by()),
                                    String.valueOf(start.value()),
                                    start.at().at().toEpochMilli()));
                    recent.grown(1);
                }
            }
            case Fact.AttributeRetraction start when start.key().equals(Attributes.STARTED) -> {
                ToldRun told = known(news, start.node());
                if (told != null) {
                    told.takeBackStarts(news.asserterId(start.by()));
                }
            }
            default -> {}
        }
    }

    private void learn(News news, Fact.EdgeFact edge) {
        if (isUse(edge.kind(), edge.to())) {
            boolean isConclusion = edge.assertion() == Assertion.INFERRED;
            ToldRun told = known(news, edge.from());
            if (told != null && (!isConclusion || isOurs(edge))) {
                told.add(
                        new ToldRun.Use(
                                news.asserterId(edge.by()),
                                edge.to(),
                                isConclusion,
                                edge.at().at().toEpochMilli()));
                recent.grown(1);
            }
        } else if (edge.to().kind() == NodeKind.RUN) {
            // A run is often named by another's facts before it tells its own.
            known(news, edge.to());
        }
    }

    private static boolean isOurs(Fact.EdgeFact edge) {
        return edge.inference() != null && edge.inference().rule().equals(LatestBeforeStart.NAME);
    }

    static boolean isUse(EdgeKind kind, Urn to) {
        return kind == EdgeKind.USED && RunUses.isDataset(to);
    }

    /** Returns what is remembered of a run; of a new one all there is, else null if nothing. */
    private @Nullable ToldRun known(News news, Urn urn) {
        int run = news.nodeId(urn);
        ToldRun told = recent.get(run);
        if (told == null && news.isNew(run)) {
            told = new ToldRun();
            recent.put(run, told);
        }
        return told;
    }

    /** Returns what stands of a run, with what the write says of it. */
    RunUses of(News news, int run) {
        ToldRun told = recent.get(run);
        if (told == null) {
            told = news.isNew(run) ? new ToldRun() : read(news, run);
            recent.put(run, told);
        }
        return told.said(news);
    }

    private static ToldRun read(News news, int run) {
        ToldRun told = new ToldRun();
        news.db()
                .sql(
                        "SELECT f.value, f.at_ms, f.asserter_id FROM attribute_fact f WHERE"
                                + " f.node_id = :run AND f.name = :name AND f.value IS NOT NULL AND"
                                + " NOT EXISTS (SELECT 1 FROM retraction r WHERE r.from_id ="
                                + " f.node_id AND r.name = f.name AND r.asserter_id = f.asserter_id"
                                + " AND (r.position, r.seq) > (f.position, f.seq)) ORDER BY"
                                + " f.position, f.seq")
                .bind("run", run)
                .bind("name", Attributes.STARTED)
                .each(
                        row ->
                                told.add(
                                        new ToldRun.Start(
                                                row.integer("asserter_id"),
                                                row.text("value").replace("\"", ""),
                                                row.integer("at_ms"))));
        news.db()
                .sql(
                        "SELECT n.urn, f.assertion, f.at_ms, f.asserter_id, COALESCE(f.rule, '') AS"
                                + " rule FROM edge_fact f JOIN node n ON n.id = f.to_id WHERE"
                                + " f.from_id = :run AND f.kind = 'used' AND NOT EXISTS ("
                                + RETRACTED
                                + ") ORDER BY f.position, f.seq")
                .bind("run", run)
                .each(
                        row -> {
                            Urn to = Urn.parse(row.text("urn")).orElseThrow();
                            boolean isConclusion =
                                    row.integer("assertion") == Assertion.INFERRED.ordinal();
                            boolean isOurs = row.text("rule").equals(LatestBeforeStart.NAME);
                            if (RunUses.isDataset(to) && (!isConclusion || isOurs)) {
                                told.add(
                                        new ToldRun.Use(
                                                row.integer("asserter_id"),
                                                to,
                                                isConclusion,
                                                row.integer("at_ms")));
                            }
                        });
        return told;
    }
}
