package io.clew.protocol.openlineage.runs;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.protocol.openlineage.event.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a run's record as JSON and reads it back: the form of {@code ol_run.record}. */
public final class RunRecordJson {
    private RunRecordJson() {}

    /** Writes a record. */
    public static byte[] write(RunRecord record) {
        return Json.bytes(
                out -> {
                    out.text("runId", record.runId()).text("producer", record.producer());
                    out.texts("jobs", record.jobs());
                    Marks marks = record.marks();
                    out.number("first", marks.firstMillis()).number("last", marks.lastMillis());
                    out.bool("running", marks.running());
                    out.objects(
                            "turns",
                            marks.turns(),
                            (to, turn) ->
                                    to.number("at", turn.atMillis())
                                            .text("type", turn.type().name()));
                    out.objects(
                            "parents",
                            record.parents(),
                            (to, parent) ->
                                    to.text("runId", parent.runId())
                                            .text("namespace", parent.namespace())
                                            .text("name", parent.name()));
                    out.object(
                            "inputs",
                            to ->
                                    record.inputs()
                                            .forEach(
                                                    (urn, use) ->
                                                            to.value(urn, RunRecordJson.of(use))));
                    out.object(
                            "outputs",
                            to ->
                                    record.outputs()
                                            .forEach(
                                                    (urn, made) ->
                                                            to.value(urn, RunRecordJson.of(made))));
                    out.bool("streaming", record.streaming());
                    out.bool("explicit", record.explicit());
                    out.textsUnlessEmpty("pairs", record.pairs());
                    out.value("seen", List.copyOf(record.seen()));
                });
    }

    private static Map<String, @Nullable Object> of(InputUse use) {
        Map<String, @Nullable Object> members = new HashMap<>();
        span(use.told(), members);
        if (use.version() != null) {
            members.put("version", use.version());
            members.put("versionAt", use.versionMillis());
        }
        part(use.part(), members);
        return members;
    }

    private static Map<String, @Nullable Object> of(OutputMade made) {
        Map<String, @Nullable Object> members = new HashMap<>();
        span(made.told(), members);
        if (!made.versions().isEmpty()) {
            members.put("versions", made.versions());
        }
        if (made.startVersion() != null) {
            members.put("startVersion", made.startVersion());
        }
        members.put("goesOn", made.goesOn());
        members.put("written", made.written());
        if (!made.change().isEmpty()) {
            members.put("change", made.change());
            members.put("changeAt", made.changeMillis());
        }
        if (!made.sources().isEmpty()) {
            members.put("sources", List.copyOf(made.sources()));
        }
        if (made.columnsCut()) {
            members.put("columnsCut", true);
        }
        if (!made.carriers().isEmpty()) {
            Map<String, Object> carriers = new TreeMap<>();
            made.carriers()
                    .forEach(
                            (position, carrier) ->
                                    carriers.put(
                                            position.toString(),
                                            Map.of(
                                                    "at",
                                                    carrier.millis(),
                                                    "facets",
                                                    carrier.facets())));
            members.put("carriers", carriers);
        }
        part(made.part(), members);
        return members;
    }

    private static void part(Part part, Map<String, @Nullable Object> members) {
        if (!part.attributes().isEmpty()) {
            members.put("part", part.attributes());
            members.put("partAt", part.millis());
        }
    }

    private static void span(Span span, Map<String, @Nullable Object> members) {
        members.put("first", span.firstMillis());
        members.put("last", span.lastMillis());
    }

    /** Reads a record that {@link #write} wrote. */
    public static RunRecord read(byte[] json) {
        JsonObject in = Json.readObject(json);
        SortedSet<Marks.Turn> turns = new TreeSet<>();
        for (JsonObject turn : in.objects("turns")) {
            turns.add(new Marks.Turn(turn.integer("at"), EventType.valueOf(turn.text("type"))));
        }
        SortedSet<Parent> parents = new TreeSet<>();
        for (JsonObject parent : in.objects("parents")) {
            parents.add(
                    new Parent(
                            parent.text("runId"), parent.text("namespace"), parent.text("name")));
        }
        SortedMap<String, InputUse> inputs = new TreeMap<>();
        JsonObject uses = in.object("inputs");
        uses.names().forEach(urn -> inputs.put(urn, input(uses.object(urn))));
        SortedMap<String, OutputMade> outputs = new TreeMap<>();
        JsonObject mades = in.object("outputs");
        mades.names().forEach(urn -> outputs.put(urn, output(mades.object(urn))));
        return new RunRecord(
                in.text("runId"),
                in.text("producer"),
                new TreeSet<>(in.texts("jobs")),
                new Marks(turns, in.integer("first"), in.integer("last"), in.bool("running")),
                parents,
                inputs,
                outputs,
                in.bool("streaming"),
                in.bool("explicit"),
                new TreeSet<>(in.texts("pairs")),
                longs(in, "seen"));
    }

    private static InputUse input(JsonObject in) {
        return new InputUse(
                span(in),
                in.optionalText("version").orElse(null),
                in.optionalInteger("versionAt").orElse(in.integer("first")),
                part(in));
    }

    private static OutputMade output(JsonObject in) {
        SortedMap<String, Long> versions = new TreeMap<>();
        in.optionalObject("versions")
                .ifPresent(told -> told.names().forEach(v -> versions.put(v, told.integer(v))));
        return new OutputMade(
                span(in),
                versions,
                in.optionalText("startVersion").orElse(null),
                in.bool("goesOn"),
                in.integer("written"),
                in.optionalInteger("changeAt").orElse(Long.MIN_VALUE),
                in.optionalText("change").orElse(""),
                new TreeSet<>(in.texts("sources")),
                in.has("columnsCut"),
                carriers(in),
                part(in));
    }

    private static Span span(JsonObject in) {
        return new Span(in.integer("first"), in.integer("last"));
    }

    private static SortedMap<Long, Carrier> carriers(JsonObject in) {
        SortedMap<Long, Carrier> carriers = new TreeMap<>();
        if (in.has("carriers")) {
            JsonObject told = in.object("carriers");
            for (String position : told.names()) {
                JsonObject carrier = told.object(position);
                carriers.put(
                        Long.valueOf(position),
                        new Carrier(carrier.integer("at"), carrier.text("facets")));
            }
        }
        return carriers;
    }

    private static SortedSet<Long> longs(JsonObject in, String name) {
        SortedSet<Long> numbers = new TreeSet<>();
        if (in.value(name) instanceof List<?> all) {
            all.forEach(number -> numbers.add((Long) number));
        }
        return numbers;
    }

    private static Part part(JsonObject in) {
        if (!in.has("part")) {
            return Part.NONE;
        }
        Map<String, Object> part = new HashMap<>();
        in.object("part")
                .asMap()
                .forEach(
                        (name, value) -> {
                            if (value != null) {
                                part.put(name, value);
                            }
                        });
        return new Part(in.integer("partAt"), Map.copyOf(part));
    }
}
