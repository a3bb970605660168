package io.clew.protocol.openlineage.runs;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Assertion;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.Derivations;
import io.clew.protocol.openlineage.facets.ExplicitLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the design of a job, as its newest JobEvent told it: what it reads and writes, and what is
 * derived from what.
 *
 * @param job text of its URN
 * @param producer the family of the event's producer
 * @param millis event time
 * @param inputs text of each dataset's URN, with the time since when designs tell it
 * @param outputs the same
 * @param pairs texts of two URNs, output first, with a space between; the same
 */
public record Design(
        String job,
        String producer,
        long millis,
        SortedMap<String, Long> inputs,
        SortedMap<String, Long> outputs,
        SortedMap<String, Long> pairs) {

    /** Returns the design that an event tells. */
    public static Design of(Event.JobEvent event) {
        long millis = event.at().toEpochMilli();
        SortedMap<String, Long> pairs = new TreeMap<>();
        for (Derivation derivation : derivations(event)) {
            pairs.put(derivation.output().urn() + " " + derivation.input().urn(), millis);
        }
        return new Design(
                OpenLineageUrns.job(event.job().namespace(), event.job().name()).toString(),
                Producers.family(event.producer()),
                millis,
                urns(event.inputs(), millis),
                urns(event.outputs(), millis),
                pairs);
    }

    /** Returns what an event says was derived from what; its {@code lineage} facet supersedes. */
    public static List<Derivation> derivations(Event.JobEvent event) {
        Optional<ExplicitLineage> explicit = explicit(event);
        if (explicit.isPresent()) {
            return explicit.get().derivations();
        }
        List<Derivation> columns = new ArrayList<>();
        event.outputs().forEach(ref -> columns.addAll(Derivations.ofColumnLineage(ref)));
        return columns;
    }

    /** Returns what the explicit facets of an event say; empty when it has none. */
    public static Optional<ExplicitLineage> explicit(Event.JobEvent event) {
        Urn own = OpenLineageUrns.job(event.job().namespace(), event.job().name());
        return Derivations.ofLineage(event, own);
    }

    private static SortedMap<String, Long> urns(List<DatasetRef> refs, long millis) {
        SortedMap<String, Long> urns = new TreeMap<>();
        refs.forEach(ref -> urns.put(Datasets.urn(ref).toString(), millis));
        return urns;
    }

    /** Returns this design, each part dated from when an earlier one already told it. */
    public Design after(Design earlier) {
        if (!producer.equals(earlier.producer())) {
            return this;
        }
        return new Design(
                job,
                producer,
                millis,
                dated(inputs, earlier.inputs()),
                dated(outputs, earlier.outputs()),
                dated(pairs, earlier.pairs()));
    }

    private static SortedMap<String, Long> dated(
            SortedMap<String, Long> parts, SortedMap<String, Long> earlier) {
        SortedMap<String, Long> dated = new TreeMap<>(parts);
        dated.replaceAll((part, since) -> Math.min(since, earlier.getOrDefault(part, since)));
        return dated;
    }

    /** Returns all that follows from this design. */
    FactSet facts() {
        FactSet facts = new FactSet(Producers.asserterOf(producer));
        Urn jobUrn = urn(job);
        inputs.forEach((input, since) -> declare(facts, jobUrn, EdgeKind.USED, urn(input), since));
        outputs.forEach(
                (output, since) ->
                        declare(facts, urn(output), EdgeKind.GENERATED_BY, jobUrn, since));
        pairs.forEach(
                (pair, since) -> {
                    int space = pair.indexOf(' ');
                    Urn output = urn(pair.substring(0, space));
                    Urn input = urn(pair.substring(space + 1));
                    if (!output.equals(input)) {
                        declare(facts, output, EdgeKind.DERIVED_FROM, input, since);
                    }
                });
        return facts;
    }

    private static void declare(FactSet facts, Urn from, EdgeKind kind, Urn to, long since) {
        facts.edge(from, kind, to, Assertion.DECLARED, since, Map.of());
    }

    /** Writes the design as JSON: the form of {@code ol_job.record}. */
    public byte[] write() {
        return Json.bytes(
                out ->
                        out.text("job", job)
                                .text("producer", producer)
                                .number("at", millis)
                                .value("inputs", inputs)
                                .value("outputs", outputs)
                                .value("pairs", pairs));
    }

    /** Reads a design that {@link #write} wrote. */
    public static Design read(byte[] json) {
        JsonObject in = Json.readObject(json);
        return new Design(
                in.text("job"),
                in.text("producer"),
                in.integer("at"),
                dates(in.object("inputs")),
                dates(in.object("outputs")),
                dates(in.object("pairs")));
    }

    private static SortedMap<String, Long> dates(JsonObject in) {
        SortedMap<String, Long> dates = new TreeMap<>();
        in.names().forEach(name -> dates.put(name, in.integer(name)));
        return dates;
    }

    private static Urn urn(String text) {
        return Urn.parse(text).orElseThrow();
    }
}
