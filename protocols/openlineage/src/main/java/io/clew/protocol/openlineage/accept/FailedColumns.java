package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Asserter;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.runs.ColumnFacts;
import io.clew.protocol.openlineage.runs.Producers;
import java.util.List;

/**
 * Takes back column lineage that only a run told which turned out to have failed: its COMPLETE came
 * before its FAIL.
 */
final class FailedColumns {
    private FailedColumns() {}

    /** Takes back what the event's asserter said of the columns of datasets nobody else wrote. */
    static void takeBack(
            Commit commit, NamedStatements named, Event.RunEvent event, List<Urn> datasets) {
        Asserter by = Producers.asserter(event.producer());
        ColumnHolders holders = new ColumnHolders(commit, by, event.at());
        for (Urn dataset : datasets) {
            int node = commit.nodeId(dataset);
            if (isWrittenByOthers(commit, node, OpenLineageUrns.run(event.runId()))) {
                continue;
            }
            for (Edge edge : edges(commit, node, by)) {
                commit.add(
                        new Fact.EdgeRetraction(
                                edge.from(),
                                EdgeKind.DERIVED_FROM,
                                edge.to(),
                                new EventTime(event.at(), EventTime.Source.REPORTED),
                                by,
                                null,
                                "the run that told it failed"));
                holders.restore(new ColumnFacts.Drawn(edge.from(), edge.to()));
            }
            named.forgetColumns(node);
        }
    }

    private static boolean isWrittenByOthers(Commit commit, int dataset, Urn run) {
        return commit.db()
                .sql(
                        "SELECT 1 FROM completed_version WHERE dataset_id = :dataset AND run_id <>"
                                + " :run LIMIT 1")
                .bind("dataset", dataset)
                .bind("run", commit.nodeId(run))
                .first(row -> true)
                .orElse(false);
    }

    private record Edge(Urn from, Urn to) {}

    private static List<Edge> edges(Commit commit, int dataset, Asserter by) {
        return commit.db()
                .sql(
                        "SELECT DISTINCT c.urn AS effect, t.urn AS cause FROM edge_fact p JOIN node"
                                + " c ON c.id = p.from_id AND c.kind = 'column' JOIN edge_fact f ON"
                                + " f.from_id = p.from_id AND f.kind = 'derived-from' JOIN asserter a"
                                + " ON a.id = f.asserter_id JOIN node t ON t.id = f.to_id WHERE p.to_id"
                                + " = :dataset AND p.kind = 'part-of' AND a.agent = :agent AND"
                                + " a.protocol = :protocol AND NOT EXISTS (SELECT 1 FROM retraction r"
                                + " WHERE r.from_id = f.from_id AND r.kind = f.kind AND r.to_id ="
                                + " f.to_id AND r.asserter_id = f.asserter_id AND (r.position, r.seq) >"
                                + " (f.position, f.seq)) ORDER BY c.urn, t.urn")
                .bind("dataset", dataset)
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .list(
                        row ->
                                new Edge(
                                        Urn.parse(row.text("effect")).orElseThrow(),
                                        Urn.parse(row.text("cause")).orElseThrow()));
    }
}
