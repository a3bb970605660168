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

/**
 * Writes a run's record as JSON and reads it back: the form of {@code ol_run.record}.
 *
 * <p>Times that are those of the run's first and last event are left out where they would be
 * repeated, as is its id, which stands beside.
 */
public final class RunRecordJson {
    private RunRecordJson() {}

    /** Writes a record. */
    public static byte[] write(RunRecord record) {
        return Json.bytes(
                out -> {
                    out.text("producer", record.producer());
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
                                            .forEach((urn, use) -> to.value(urn, of(use, marks))));
                    out.object(
                            "outputs",
                            to ->
                                    record.outputs()
                                            .forEach(
                                                    (urn, made) -> to.value(urn, of(made, marks))));
                    out.bool("streaming", record.streaming());
                    out.bool("explicit", record.explicit());
                    out.textsUnlessEmpty("pairs", record.pairs());
                    out.value("seen", List.copyOf(record.seen()));
                });
    }

    private static Map<String, @Nullable Object> of(InputUse use, Marks marks) {
        Map<String, @Nullable Object> members = new HashMap<>();
        span(use.told(), marks, members);
        if (use.version() != null) {
            members.put("version", use.version());
            members.put("versionAt", use.versionMillis());
        }
        part(use.part(), marks, members);
        return members;
    }

    private static Map<String, @Nullable Object> of(OutputMade made, Marks marks) {
        Map<String, @Nullable Object> members = new HashMap<>();
        span(made.told(), marks, members);
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
                                    carriers.put(position.toString(), of(carrier, marks)));
            members.put("carriers", carriers);
        }
        part(made.part(), marks, members);
        return members;
    }

    private static Map<String, Object> of(Carrier carrier, Marks marks) {
        return carrier.millis() == marks.lastMillis()
                ? Map.of("facets", carrier.facets())
                : Map.of("at", carrier.millis(), "facets", carrier.facets());
    }

    private static void part(Part part, Marks marks, Map<String, @Nullable Object> members) {
        if (!part.attributes().isEmpty()) {
            members.put("part", part.attributes());
            put("partAt", part.millis(), marks.lastMillis(), members);
        }
    }

    private static void span(Span span, Marks marks, Map<String, @Nullable Object> members) {
        put("first", span.firstMillis(), marks.firstMillis(), members);
        put("last", span.lastMillis(), marks.lastMillis(), members);
    }

    private static void put(
            String name, long value, long unlessThis, Map<String, @Nullable Object> members) {
        if (value != unlessThis) {
            members.put(name, value);
        }
    }

    /** Reads the record of a run that {@link #write} wrote, now or before it left anything out. */
    public static RunRecord read(byte[] json, String runId) {
        JsonObject in = Json.readObject(json);
        Span all = new Span(in.integer("first"), in.integer("last"));
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
        uses.names().forEach(urn -> inputs.put(urn, input(uses.object(urn), all)));
        SortedMap<String, OutputMade> outputs = new TreeMap<>();
        JsonObject mades = in.object("outputs");
        mades.names().forEach(urn -> outputs.put(urn, output(mades.object(urn), all)));
        return new RunRecord(
                runId,
                in.text("producer"),
                new TreeSet<>(in.texts("jobs")),
                new Marks(turns, all.firstMillis(), all.lastMillis(), in.bool("running")),
                parents,
                inputs,
                outputs,
                in.bool("streaming"),
                in.bool("explicit"),
                new TreeSet<>(in.texts("pairs")),
                longs(in, "seen"));
    }

    private static InputUse input(JsonObject in, Span all) {
        Span told = span(in, all);
        return new InputUse(
                told,
                in.optionalText("version").orElse(null),
                in.optionalInteger("versionAt").orElse(told.firstMillis()),
                part(in, all));
    }

    private static OutputMade output(JsonObject in, Span all) {
        SortedMap<String, Long> versions = new TreeMap<>();
        in.optionalObject("versions")
                .ifPresent(told -> told.names().forEach(v -> versions.put(v, told.integer(v))));
        return new OutputMade(
                span(in, all),
                versions,
                in.optionalText("startVersion").orElse(null),
                in.bool("goesOn"),
                in.integer("written"),
                in.optionalInteger("changeAt").orElse(Long.MIN_VALUE),
                in.optionalText("change").orElse(""),
                new TreeSet<>(in.texts("sources")),
                in.has("columnsCut"),
                carriers(in, all),
                part(in, all));
    }

    private static Span span(JsonObject in, Span all) {
        return new Span(
                in.optionalInteger("first").orElse(all.firstMillis()),
                in.optionalInteger("last").orElse(all.lastMillis()));
    }

    private static SortedMap<Long, Carrier> carriers(JsonObject in, Span all) {
        SortedMap<Long, Carrier> carriers = new TreeMap<>();
        if (in.has("carriers")) {
            JsonObject told = in.object("carriers");
            for (String position : told.names()) {
                JsonObject carrier = told.object(position);
                carriers.put(
                        Long.valueOf(position),
                        new Carrier(
                                carrier.optionalInteger("at").orElse(all.lastMillis()),
                                carrier.text("facets")));
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

    private static Part part(JsonObject in, Span all) {
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
        return new Part(in.optionalInteger("partAt").orElse(all.lastMillis()), Map.copyOf(part));
    }
}
