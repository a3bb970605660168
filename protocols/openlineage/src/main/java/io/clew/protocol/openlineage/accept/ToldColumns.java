package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventReader;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.Derivations;
import io.clew.protocol.openlineage.facets.ExplicitLineage;
import io.clew.protocol.openlineage.rows.EventRow;
import io.clew.protocol.openlineage.rows.EventRows;
import io.clew.protocol.openlineage.runs.ColumnFacts;
import io.clew.protocol.openlineage.runs.Design;
import io.clew.protocol.openlineage.runs.Producers;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows what one event without a run told of what derives from what.
 *
 * @param edges what it draws, each with its attributes
 */
record ToldColumns(Instant at, Asserter by, Map<ColumnFacts.Drawn, Map<String, Object>> edges) {

    /** Most events of one job or dataset that are looked at: a design changes with a release. */
    private static final int EVENTS_MAX = 200;

    static ToldColumns of(Event.JobEvent event) {
        return new ToldColumns(
                event.at(),
                Producers.asserter(event.producer()),
                ColumnFacts.edges(Design.derivations(event)));
    }

    static ToldColumns of(Event.DatasetEvent event) {
        List<Derivation> derivations =
                Derivations.ofLineage(event, null)
                        .map(ExplicitLineage::derivations)
                        .orElseGet(() -> Derivations.ofColumnLineage(event.dataset()));
        Map<ColumnFacts.Drawn, Map<String, Object>> edges =
                new HashMap<>(ColumnFacts.edges(derivations));
        for (Derivation derivation : derivations) {
            if (!derivation.output().equals(derivation.input())) {
                edges.putIfAbsent(
                        new ColumnFacts.Drawn(derivation.output().urn(), derivation.input().urn()),
                        Map.of());
            }
        }
        return new ToldColumns(event.at(), Producers.asserter(event.producer()), edges);
    }

    /** Returns what the designs of a job told by one asserter, the newest of them, by time. */
    static List<ToldColumns> ofJob(Commit commit, int job, Asserter by) {
        return all(EventRows.newestOfJob(commit, job, EVENTS_MAX), by);
    }

    /**
     * Returns what the events of a dataset alone told by one asserter, the newest of them, by time;
     * those that say nothing of what it derives from replace nothing and are left out.
     */
    static List<ToldColumns> ofDataset(Commit commit, int dataset, Asserter by) {
        return all(EventRows.newestOfDataset(commit, dataset, EVENTS_MAX), by).stream()
                .filter(told -> !told.edges().isEmpty())
                .toList();
    }

    private static List<ToldColumns> all(List<EventRow> newest, Asserter by) {
        return newest.reversed().stream()
                .map(
                        row ->
                                switch (EventReader.read(row.json()).event()) {
                                    case Event.JobEvent job -> of(job);
                                    case Event.DatasetEvent dataset -> of(dataset);
                                    case Event.RunEvent run ->
                                            throw new IllegalStateException(
                                                    "an event without a run has one");
                                })
                .filter(told -> told.by().equals(by))
                .toList();
    }

    /** Returns a hash of the edges, whatever their attributes. */
    long hash() {
        return TreeHash.of(
                edges.keySet().stream()
                        .map(edge -> edge.from() + " " + edge.to())
                        .sorted()
                        .toList());
    }

    /** Returns the edges that this has and another has not. */
    Set<ColumnFacts.Drawn> without(ToldColumns other) {
        Set<ColumnFacts.Drawn> some = new HashSet<>(edges.keySet());
        some.removeAll(other.edges.keySet());
        return some;
    }
}
