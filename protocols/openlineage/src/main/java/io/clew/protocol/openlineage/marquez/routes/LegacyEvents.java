package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.wire.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says with OpenLineage's events what the calls say by which clients wrote to Marquez before it
 * took events.
 */
final class LegacyEvents {
    private static final String PRODUCER = "https://github.com/MarquezProject/marquez";
    private static final String SPEC = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/";
    private static final String FACETS = "https://openlineage.io/spec/facets/";

    private final long nowMillis;

    /** Dates the events that say no time themselves. */
    LegacyEvents(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    /** Names a job or a dataset. */
    record Name(String namespace, String name) {
        static Name of(Thing thing) {
            return new Name(thing.namespace(), thing.name());
        }

        private void write(JsonWriter out) {
            out.text("namespace", namespace).text("name", name);
        }
    }

    /** Says what a dataset is. */
    byte[] dataset(Name dataset, JsonObject meta) {
        return Json.bytes(
                out -> {
                    head(out, "DatasetEvent");
                    out.object("dataset", one -> dataset(one, dataset, meta));
                });
    }

    /** Says what a dataset is that a run wrote. */
    byte[] output(String runId, Name job, Name dataset, JsonObject meta) {
        return run(
                runId,
                job,
                "OTHER",
                null,
                Map.of(),
                out -> out.objects("outputs", List.of(dataset), (one, d) -> dataset(one, d, meta)));
    }

    private void dataset(JsonWriter out, Name dataset, JsonObject meta) {
        dataset.write(out);
        out.object(
                "facets",
                facets -> {
                    List<JsonObject> fields = meta.objects("fields");
                    if (!fields.isEmpty()) {
                        facet(
                                facets,
                                "schema",
                                "1-1-1/SchemaDatasetFacet",
                                facet -> facet.objects("fields", fields, LegacyEvents::field));
                    }
                    meta.optionalText("description").ifPresent(text -> documentation(facets, text));
                    String source = Checks.name(meta, "sourceName");
                    facet(
                            facets,
                            "dataSource",
                            "1-0-1/DatasourceDatasetFacet",
                            facet -> facet.text("name", source));
                });
    }

    private static void field(JsonWriter out, JsonObject field) {
        out.text("name", field.nonEmptyText("name"));
        field.optionalText("type").ifPresent(type -> out.text("type", type));
        field.optionalText("description").ifPresent(text -> out.text("description", text));
    }

    /** Says what a job is, reads and writes. */
    byte[] job(Name job, JsonObject meta) {
        return Json.bytes(
                out -> {
                    head(out, "JobEvent");
                    out.object("job", one -> job(one, job, meta));
                    names(out, "inputs", meta);
                    names(out, "outputs", meta);
                });
    }

    private static void names(JsonWriter out, String member, JsonObject meta) {
        List<Name> names =
                meta.objects(member).stream()
                        .map(
                                one ->
                                        new Name(
                                                one.nonEmptyText("namespace"),
                                                one.nonEmptyText("name")))
                        .toList();
        out.objects(member, names, (one, name) -> name.write(one));
    }

    private void job(JsonWriter out, Name job, JsonObject meta) {
        job.write(out);
        out.object(
                "facets",
                facets -> {
                    meta.optionalText("description").ifPresent(text -> documentation(facets, text));
                    Optional<String> location = meta.optionalText("location");
                    if (location.isPresent()) {
                        facet(
                                facets,
                                "sourceCodeLocation",
                                "1-0-1/SourceCodeLocationJobFacet",
                                facet -> facet.text("type", "git").text("url", location.get()));
                    }
                    String type = meta.optionalText("type").orElse("BATCH");
                    facet(
                            facets,
                            "jobType",
                            "2-0-3/JobTypeJobFacet",
                            facet ->
                                    facet.text(
                                                    "processingType",
                                                    type.equals("STREAM") ? "STREAMING" : type)
                                            .text("integration", "MARQUEZ"));
                });
    }

    /**
     * Says that a run changed its state, or that it is there.
     *
     * @param type of the event
     * @param at when, as the client wrote it; null for now
     */
    byte[] state(String runId, Name job, String type, @Nullable String at) {
        return run(runId, job, type, at, Map.of(), out -> {});
    }

    /** Says that a run is there, with what was told of it. */
    byte[] created(String runId, Name job, JsonObject meta) {
        return run(runId, job, "OTHER", null, runFacets(meta), out -> {});
    }

    private Map<String, Consumer<JsonWriter>> runFacets(JsonObject meta) {
        Map<String, Consumer<JsonWriter>> facets = new java.util.LinkedHashMap<>();
        meta.optionalText("nominalStartTime")
                .ifPresent(
                        start ->
                                facets.put(
                                        "nominalTime 1-0-1/NominalTimeRunFacet",
                                        facet -> {
                                            facet.text("nominalStartTime", start);
                                            meta.optionalText("nominalEndTime")
                                                    .ifPresent(
                                                            end ->
                                                                    facet.text(
                                                                            "nominalEndTime", end));
                                        }));
        meta.optionalObject("args")
                .filter(args -> !args.names().isEmpty())
                .ifPresent(
                        args ->
                                facets.put(
                                        "executionParameters 1-0-0/ExecutionParametersRunFacet",
                                        facet ->
                                                facet.objects(
                                                        "parameters",
                                                        args.names(),
                                                        (one, key) ->
                                                                one.text("key", key)
                                                                        .text("name", key)
                                                                        .text(
                                                                                "value",
                                                                                args.text(key)))));
        return facets;
    }

    private byte[] run(
            String runId,
            Name job,
            String type,
            @Nullable String at,
            Map<String, Consumer<JsonWriter>> facets,
            Consumer<JsonWriter> more) {
        return Json.bytes(
                out -> {
                    head(out, "RunEvent", at == null ? Shapes.time(nowMillis) : at);
                    out.text("eventType", type);
                    out.object(
                            "run",
                            run -> {
                                run.text("runId", runId);
                                run.object(
                                        "facets",
                                        all ->
                                                facets.forEach(
                                                        (key, members) -> {
                                                            String[] names = key.split(" ", 2);
                                                            facet(all, names[0], names[1], members);
                                                        }));
                            });
                    out.object("job", job::write);
                    more.accept(out);
                });
    }

    private void head(JsonWriter out, String event) {
        head(out, event, Shapes.time(nowMillis));
    }

    private static void head(JsonWriter out, String event, String at) {
        out.text("eventTime", at).text("producer", PRODUCER).text("schemaURL", SPEC + event);
    }

    private static void documentation(JsonWriter facets, String text) {
        facet(
                facets,
                "documentation",
                "1-1-0/DocumentationFacet",
                facet -> facet.text("description", text));
    }

    private static void facet(
            JsonWriter facets, String key, String schema, Consumer<JsonWriter> members) {
        String name = schema.substring(schema.indexOf('/') + 1);
        facets.object(
                key,
                facet -> {
                    facet.text("_producer", PRODUCER)
                            .text("_schemaURL", FACETS + schema + ".json#/$defs/" + name);
                    members.accept(facet);
                });
    }
}
