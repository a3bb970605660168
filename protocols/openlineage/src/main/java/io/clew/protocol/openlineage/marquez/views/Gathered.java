package io.clew.protocol.openlineage.marquez.views;

import io.clew.http.json.Json;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the facets of some events as they were sent: of several that say the same facet the
 * latest by event time counts, and one that is deleted ({@code _deleted}) is gone.
 */
final class Gathered {
    /** Holds what no event says anything of. */
    static final Gathered NOTHING = new Gathered();

    /** A facet of ours: how many events were read for the others, and how many were not. */
    static final String PARTIAL = "clew_partial";

    private final Map<String, @Nullable Object> run = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> job = new LinkedHashMap<>();
    private final Map<DatasetName, Facets> datasets = new HashMap<>();
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /** The facets of one dataset: its own, and those of its role. */
    record Facets(
            Map<String, @Nullable Object> own,
            Map<String, @Nullable Object> input,
            Map<String, @Nullable Object> output) {
        static Facets empty() {
            return new Facets(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        /** Returns all of them together, as Marquez shows them. */
        Map<String, @Nullable Object> all() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>(own);
            all.putAll(input);
            all.putAll(output);
            return all;
        }
    }

    /**
     * Adds the facets of an event.
     *
     * @param atMillis its time, which is not before that of the one added last
     */
    void add(long atMillis, byte[] json) {
        // Spark gives a facet twice in one object; the intake says so, and the last counts.
        if (!(Json.read(json, repeated -> {}) instanceof Map<?, ?> event)) {
            return;
        }
        firstMillis = Math.min(firstMillis, atMillis);
        lastMillis = Math.max(lastMillis, atMillis);
        merge(run, at(event, "run", "facets"));
        merge(job, at(event, "job", "facets"));
        if (event.get("dataset") instanceof Map<?, ?> dataset) {
            addDataset(dataset);
        }
        addAll(event.get("inputs"));
        addAll(event.get("outputs"));
    }

    /** Says among the facets that not all events were added: their map takes any. */
    void leaveOut(long read, long leftOut) {
        Map<String, Object> facet = Map.of("eventsRead", read, "eventsLeftOut", leftOut);
        run.put(PARTIAL, facet);
        job.put(PARTIAL, facet);
        datasets.values().forEach(dataset -> dataset.own().put(PARTIAL, facet));
    }

    private void addAll(@Nullable Object list) {
        if (list instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> dataset) {
                    addDataset(dataset);
                }
            }
        }
    }

    private void addDataset(Map<?, ?> dataset) {
        if (dataset.get("namespace") instanceof String namespace
                && dataset.get("name") instanceof String name) {
            Facets facets =
                    datasets.computeIfAbsent(DatasetNames.of(namespace, name), d -> Facets.empty());
            merge(facets.own(), dataset.get("facets"));
            merge(facets.input(), dataset.get("inputFacets"));
            merge(facets.output(), dataset.get("outputFacets"));
        }
    }

    private static void merge(Map<String, @Nullable Object> into, @Nullable Object facets) {
        if (facets instanceof Map<?, ?> all) {
            all.forEach(
                    (key, value) -> {
                        boolean deleted =
                                value instanceof Map<?, ?> facet
                                        && Boolean.TRUE.equals(facet.get("_deleted"));
                        if (deleted) {
                            into.remove(String.valueOf(key));
                        } else if (value != null) {
                            into.put(String.valueOf(key), value);
                        }
                    });
        }
    }

    private static @Nullable Object at(Map<?, ?> map, String first, String second) {
        return map.get(first) instanceof Map<?, ?> inner ? inner.get(second) : null;
    }

    Map<String, @Nullable Object> run() {
        return run;
    }

    Map<String, @Nullable Object> job() {
        return job;
    }

    /** Returns the facets of a dataset; empty ones when no event named it. */
    Facets dataset(DatasetName name) {
        return datasets.getOrDefault(name, Facets.empty());
    }

    /** Returns the time of the first event, or another when there is none. */
    long firstMillis(long orElse) {
        return firstMillis == Long.MAX_VALUE ? orElse : firstMillis;
    }

    /** Returns the time of the last event, or another when there is none. */
    long lastMillis(long orElse) {
        return lastMillis == Long.MIN_VALUE ? orElse : lastMillis;
    }
}
