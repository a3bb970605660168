package io.clew.protocol.openlineage.marquez.views;

import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.rows.Packing;
import io.clew.store.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads facets back from the events that brought them; for one snapshot. */
final class StoredFacets {
    /**
     * Events that are read of each end of a run, a job's design or a dataset with very many: the
     * first say how it began. A list shows some hundred runs, and each event read takes some 50 µs.
     */
    private static final int FIRST_MAX = 200;

    private static final int LAST_MAX = 800;

    private static final int READ_AT_A_TIME = 100;

    private static final String FROM = " FROM ol_event WHERE workspace_id = :workspace AND ";

    private final Scope scope;
    private final Map<Integer, Gathered> runs = new HashMap<>();

    StoredFacets(Scope scope) {
        this.scope = scope;
    }

    /** Whose events are read. */
    private enum Of {
        RUN("run_id = :node"),
        DESIGN("job_id = :node AND run_id IS NULL"),
        DATASET("dataset_id = :node");

        private final String where;

        Of(String where) {
            this.where = where;
        }
    }

    /** Where an event stands. */
    private record Place(long atMillis, long position) {}

    /**
     * Chosen events.
     *
     * @param leftOut how many there are that are not among them
     */
    record Events(List<Place> places, long leftOut) {}

    /** Returns what the events of a run say: all of them, or the first and last of very many. */
    Gathered ofRun(int run) {
        Gathered known = runs.get(run);
        if (known == null) {
            known = gathered(List.of(run(run)));
            runs.put(run, known);
        }
        return known;
    }

    /** Returns what the JobEvents of a job say. */
    Gathered ofDesign(int job) {
        return gathered(List.of(events(Of.DESIGN, job)));
    }

    /** Chooses the DatasetEvents of a dataset. */
    Events dataset(int dataset) {
        return events(Of.DATASET, dataset);
    }

    /** Chooses the events of a run. */
    Events run(int run) {
        return events(Of.RUN, run);
    }

    private Events events(Of which, int node) {
        List<Place> newest =
                places(which, node, Long.MAX_VALUE, "position DESC", FIRST_MAX + LAST_MAX);
        if (newest.size() < FIRST_MAX + LAST_MAX) {
            return new Events(newest, 0);
        }
        List<Place> places = new ArrayList<>(newest.subList(0, LAST_MAX));
        long before = places.getLast().position();
        places.addAll(places(which, node, before, "position", FIRST_MAX));
        return new Events(places, count(which, node) - places.size());
    }

    private List<Place> places(Of which, int node, long before, String order, int max) {
        Query query =
                scope.sql(
                                "SELECT at_ms, position"
                                        + FROM
                                        + which.where
                                        + " AND position < :before ORDER BY "
                                        + order
                                        + " LIMIT "
                                        + max)
                        .bind("node", node)
                        .bind("before", before);
        return query.list(row -> new Place(row.integer("at_ms"), row.integer("position")));
    }

    private long count(Of which, int node) {
        return scope.sql("SELECT COUNT(*) AS n" + FROM + which.where)
                .bind("node", node)
                .first(row -> row.integer("n"))
                .orElse(0L);
    }

    /** Returns what several choices of events say together. */
    Gathered gathered(List<Events> choices) {
        List<Place> places =
                choices.stream()
                        .flatMap(each -> each.places().stream())
                        .distinct()
                        .sorted(
                                Comparator.comparingLong(Place::atMillis)
                                        .thenComparingLong(Place::position))
                        .toList();
        Gathered gathered = new Gathered();
        for (int from = 0; from < places.size(); from += READ_AT_A_TIME) {
            List<Place> some = places.subList(from, Math.min(places.size(), from + READ_AT_A_TIME));
            Map<Long, byte[]> packed = packed(some);
            for (Place each : some) {
                byte[] event = packed.get(each.position());
                if (event != null) {
                    gathered.add(each.atMillis(), Packing.unpack(event));
                }
            }
        }
        long leftOut = choices.stream().mapToLong(Events::leftOut).sum();
        if (leftOut > 0) {
            gathered.leaveOut(places.size(), leftOut);
        }
        return gathered;
    }

    private Map<Long, byte[]> packed(List<Place> places) {
        Map<Long, byte[]> packed = new HashMap<>();
        scope.sql("SELECT position, payload" + FROM + "position IN (:positions)")
                .bindAll("positions", places.stream().map(Place::position).toList())
                .each(row -> packed.put(row.integer("position"), row.bytes("payload")));
        return packed;
    }
}
