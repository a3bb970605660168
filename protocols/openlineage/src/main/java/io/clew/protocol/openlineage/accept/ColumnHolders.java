package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.http.json.Json;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.runs.ColumnFacts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * States anew while when an asserter says that one column derives from another: as long as any job,
 * dataset or run of its producers says so.
 */
final class ColumnHolders {

    /** Most jobs that are looked at for who else says so: hardly ever do two write one dataset. */
    private static final int JOBS_MAX = 100;

    /** Most words of runs that are said again. */
    private static final int RUNS_MAX = 100;

    private final Commit commit;
    private final Asserter by;
    private final Instant at;

    /**
     * States for one asserter.
     *
     * @param at the time of the event that is being taken
     */
    ColumnHolders(Commit commit, Asserter by, Instant at) {
        this.commit = commit;
        this.by = by;
        this.at = at;
    }

    /**
     * A time in which somebody says it.
     *
     * @param until exclusive; null while it holds
     */
    private record Hold(
            Instant from,
            @Nullable Instant until,
            Assertion assertion,
            Map<String, Object> attributes) {}

    /**
     * States when an edge is said to be there, in place of all that was said of it.
     *
     * @param own what events told that replace one another, with the one being taken, by time
     * @param job the job whose designs they are; null when they tell of a dataset alone
     */
    void replace(ColumnFacts.Drawn edge, List<ToldColumns> own, @Nullable Integer job) {
        List<Hold> holds = new ArrayList<>(ofRuns(edge));
        holds.addAll(holds(own, edge));
        Urn dataset = datasetOf(edge.from());
        int node = commit.nodeId(dataset);
        for (int other : jobsOf(node)) {
            if (job == null || other != job) {
                holds.addAll(holds(ToldColumns.ofJob(commit, other, by), edge));
            }
        }
        if (job != null) {
            holds.addAll(holds(ToldColumns.ofDataset(commit, node, by), edge));
        }
        holds.sort(Comparator.comparing(Hold::from));
        if (!holds.isEmpty()) {
            end(edge, holds.getFirst().from());
        }
        write(edge, holds);
    }

    /** States when designs say an edge to be there, after all that was said of it went. */
    void restore(ColumnFacts.Drawn edge) {
        int node = commit.nodeId(datasetOf(edge.from()));
        List<Hold> holds = new ArrayList<>(holds(ToldColumns.ofDataset(commit, node, by), edge));
        for (int job : jobsOf(node)) {
            holds.addAll(holds(ToldColumns.ofJob(commit, job, by), edge));
        }
        holds.sort(Comparator.comparing(Hold::from));
        write(edge, holds);
    }

    private static List<Hold> holds(List<ToldColumns> events, ColumnFacts.Drawn edge) {
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Map<String, Object> attributes = events.get(i).edges().get(edge);
            if (attributes != null) {
                Instant until = i + 1 < events.size() ? events.get(i + 1).at() : null;
                holds.add(new Hold(events.get(i).at(), until, Assertion.DECLARED, attributes));
            }
        }
        return holds;
    }

    private static Urn datasetOf(Urn end) {
        List<String> segments = end.segments();
        return end.kind() == NodeKind.COLUMN
                ? new Urn(NodeKind.DATASET, segments.subList(0, segments.size() - 1))
                : end;
    }

    private void write(ColumnFacts.Drawn edge, List<Hold> holds) {
        if (holds.isEmpty()) {
            return;
        }
        @Nullable Instant until = holds.getFirst().from();
        for (Hold hold : holds) {
            if (until != null && until.isBefore(hold.from())) {
                end(edge, until);
            }
            commit.add(
                    new Fact.EdgeFact(
                            edge.from(),
                            EdgeKind.DERIVED_FROM,
                            edge.to(),
                            hold.assertion(),
                            time(hold.from()),
                            by,
                            hold.attributes(),
                            null));
            until = later(until, hold.until());
        }
        if (until != null) {
            end(edge, until);
        }
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null ? null : one.isAfter(other) ? one : other;
    }

    private void end(ColumnFacts.Drawn edge, Instant until) {
        commit.add(
                new Fact.EdgeRetraction(
                        edge.from(),
                        EdgeKind.DERIVED_FROM,
                        edge.to(),
                        time(at),
                        by,
                        until,
                        "a later event says otherwise"));
    }

    private static EventTime time(Instant at) {
        return new EventTime(at, EventTime.Source.REPORTED);
    }

    private List<Integer> jobsOf(int dataset) {
        return commit.db()
                .sql(
                        "SELECT DISTINCT n.id FROM edge_fact f JOIN node n ON n.id = f.to_id WHERE"
                                + " f.from_id = :dataset AND f.kind = :made AND n.kind = :job ORDER"
                                + " BY n.id LIMIT :limit")
                .bind("dataset", dataset)
                .bind("made", EdgeKind.GENERATED_BY.wireName())
                .bind("job", NodeKind.JOB.wireName())
                .bind("limit", JOBS_MAX)
                .list(row -> (int) row.integer("id"));
    }

    /** What a run told holds from then on, unless it was taken back since the run failed. */
    private List<Hold> ofRuns(ColumnFacts.Drawn edge) {
        return commit.db()
                .sql(
                        "SELECT f.at_ms, f.attributes FROM edge_fact f JOIN asserter a ON a.id ="
                                + " f.asserter_id JOIN ol_event v ON v.position = f.position AND"
                                + " v.run_id IS NOT NULL WHERE f.from_id = :from_id AND f.kind = :kind"
                                + " AND f.to_id = :to_id AND a.agent = :agent AND a.protocol ="
                                + " :protocol AND NOT EXISTS (SELECT 1 FROM retraction r WHERE"
                                + " r.from_id = f.from_id AND r.kind = f.kind AND r.to_id = f.to_id AND"
                                + " r.asserter_id = f.asserter_id AND r.until_ms IS NULL AND"
                                + " (r.position, r.seq) > (f.position, f.seq)) ORDER BY f.at_ms,"
                                + " f.position LIMIT :limit")
                .bind("from_id", commit.nodeId(edge.from()))
                .bind("kind", EdgeKind.DERIVED_FROM.wireName())
                .bind("to_id", commit.nodeId(edge.to()))
                .bind("agent", by.agent().toString())
                .bind("protocol", by.protocol())
                .bind("limit", RUNS_MAX)
                .list(
                        row ->
                                new Hold(
                                        Instant.ofEpochMilli(row.integer("at_ms")),
                                        null,
                                        Assertion.OBSERVED,
                                        attributes(row.nullableText("attributes"))));
    }

    @SuppressWarnings("unchecked") // Json.read makes objects to maps of text to values only
    private static Map<String, Object> attributes(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        Object read = Json.read(json.getBytes(StandardCharsets.UTF_8), repeated -> {});
        return (Map<String, Object>) Objects.requireNonNull(read);
    }
}
