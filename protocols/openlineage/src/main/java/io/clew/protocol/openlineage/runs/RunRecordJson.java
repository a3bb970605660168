package io.clew.protocol.openlineage.runs;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

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
        return Json.bytes(out -> write(record, out));
    }

    private static void write(RunRecord record, JsonWriter out) {
        Marks marks = record.marks();
        out.text("producer", record.producer());
        out.value("jobs", texts(record.jobs()));
        out.number("first", marks.firstMillis()).number("last", marks.lastMillis());
        out.bool("running", marks.running());
        out.objects(
                "turns",
                marks.turns(),
                (to, turn) -> to.number("at", turn.atMillis()).text("type", turn.type().name()));
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
                                                to.object(
                                                        urn.toString(),
                                                        in -> write(use, marks, in))));
        out.object(
                "outputs",
                to ->
                        record.outputs()
                                .forEach(
                                        (urn, made) ->
                                                to.object(
                                                        urn.toString(),
                                                        in -> write(made, marks, in))));
        out.bool("streaming", record.streaming());
        out.bool("explicit", record.explicit());
        out.textsUnlessEmpty("pairs", record.pairs());
        out.value("seen", List.copyOf(record.seen()));
    }

    private static void write(InputUse use, Marks marks, JsonWriter out) {
        unless(marks.lastMillis(), "last", use.told().lastMillis(), out);
        part(use.part(), marks, out);
        if (use.version() != null) {
            out.number("versionAt", use.versionMillis()).text("version", use.version());
        }
        unless(marks.firstMillis(), "first", use.told().firstMillis(), out);
    }

    private static void write(OutputMade made, Marks marks, JsonWriter out) {
        unless(marks.lastMillis(), "last", made.told().lastMillis(), out);
        if (!made.sources().isEmpty()) {
            out.value("sources", texts(made.sources()));
        }
        out.text("startVersion", made.startVersion());
        if (!made.change().isEmpty()) {
            out.number("changeAt", made.changeMillis()).text("change", made.change());
        }
        part(made.part(), marks, out);
        if (!made.carriers().isEmpty()) {
            out.object("carriers", to -> made.carriers().forEach(carrier(marks, to)));
        }
        if (made.columnsCut()) {
            out.bool("columnsCut", true);
        }
        if (!made.versions().isEmpty()) {
            out.value("versions", made.versions());
        }
        out.bool("goesOn", made.goesOn()).number("written", made.written());
        unless(marks.firstMillis(), "first", made.told().firstMillis(), out);
    }

    private static BiConsumer<Long, Carrier> carrier(Marks marks, JsonWriter out) {
        return (position, carrier) ->
                out.object(
                        position.toString(),
                        to -> {
                            unless(marks.lastMillis(), "at", carrier.millis(), to);
                            to.text("facets", carrier.facets());
                        });
    }

    private static void part(Part part, Marks marks, JsonWriter out) {
        if (!part.attributes().isEmpty()) {
            // In order: the map has one of its own in each process, and records are compared.
            out.value("part", new TreeMap<>(part.attributes()));
            unless(marks.lastMillis(), "partAt", part.millis(), out);
        }
    }

    private static void unless(long known, String name, long value, JsonWriter out) {
        if (value != known) {
            out.number(name, value);
        }
    }

    private static List<String> texts(Collection<Urn> urns) {
        List<String> texts = new ArrayList<>(urns.size());
        urns.forEach(urn -> texts.add(urn.toString()));
        return texts;
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
                    Parent.of(parent.text("runId"), parent.text("namespace"), parent.text("name")));
        }
        SortedMap<Urn, InputUse> inputs = new TreeMap<>();
        JsonObject uses = in.object("inputs");
        uses.names().forEach(urn -> inputs.put(urn(urn), input(uses.object(urn), all)));
        SortedMap<Urn, OutputMade> outputs = new TreeMap<>();
        JsonObject mades = in.object("outputs");
        mades.names().forEach(urn -> outputs.put(urn(urn), output(mades.object(urn), all)));
        return new RunRecord(
                runId,
                in.text("producer"),
                urns(in.texts("jobs")),
                new Marks(turns, all.firstMillis(), all.lastMillis(), in.bool("running")),
                parents,
                inputs,
                outputs,
                in.bool("streaming"),
                in.bool("explicit"),
                new TreeSet<>(in.texts("pairs")),
                longs(in, "seen"));
    }

    private static Urn urn(String text) {
        return Urn.parse(text).orElseThrow();
    }

    private static SortedSet<Urn> urns(List<String> texts) {
        SortedSet<Urn> urns = new TreeSet<>();
        texts.forEach(text -> urns.add(urn(text)));
        return urns;
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
                urns(in.texts("sources")),
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
