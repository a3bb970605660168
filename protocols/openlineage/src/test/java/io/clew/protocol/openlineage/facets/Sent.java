package io.clew.protocol.openlineage.facets;

import io.clew.http.json.Json;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventType;
import io.clew.protocol.openlineage.event.Facets;
import io.clew.protocol.openlineage.event.JobRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes events from the JSON of their facets. */
final class Sent {
    static final Instant AT = Instant.parse("2026-11-30T03:00:00Z");
    static final String PRODUCER = "https://example.com/producer/v1";
    static final String RUN_ID = "0190a000-0000-7000-8000-000000000001";

    private Sent() {}

    /** Reads an object whose members are facets. */
    static Facets facets(String json) {
        Map<String, Map<String, @Nullable Object>> byKey = new HashMap<>();
        Members all = Members.of(Json.read(json.getBytes(StandardCharsets.UTF_8)));
        Objects.requireNonNull(all)
                .all()
                .forEach(
                        (key, facet) ->
                                byKey.put(key, Objects.requireNonNull(Members.of(facet)).all()));
        return new Facets(byKey);
    }

    static JobRef job(String facets) {
        return new JobRef("etl", "daily.load", facets(facets));
    }

    static DatasetRef dataset(String name, String facets) {
        return new DatasetRef("postgres://db:5432", name, facets(facets), Facets.NONE);
    }

    static DatasetRef dataset(String name, String facets, String roleFacets) {
        return new DatasetRef("postgres://db:5432", name, facets(facets), facets(roleFacets));
    }

    static Event.RunEvent run(
            String runFacets, JobRef job, List<DatasetRef> inputs, List<DatasetRef> outputs) {
        return new Event.RunEvent(
                AT, PRODUCER, EventType.COMPLETE, RUN_ID, facets(runFacets), job, inputs, outputs);
    }
}
