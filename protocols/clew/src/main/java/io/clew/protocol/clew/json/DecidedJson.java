package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.questions.merges.Decided;

/** Writes the audit entries of what people decided about edges. */
public final class DecidedJson {
    private DecidedJson() {}

    /** Writes an entry's members. */
    public static void write(JsonWriter out, Decided decided) {
        out.number("entry", decided.entry())
                .text("recorded", Instants.write(decided.recorded()))
                .text("by", decided.by().toString())
                .text("operation", decided.operation())
                .text("reason", decided.reason())
                .objects("facts", decided.facts(), DecidedJson::fact)
                .texts("same_as", NodeJson.urns(decided.sameAs()));
    }

    private static void fact(JsonWriter out, Decided.Stated fact) {
        out.bool("retracted", fact.isRetraction())
                .text("from", fact.from().toString())
                .text("kind", fact.kind().wireName())
                .text("to", fact.to().toString())
                .text("by", fact.by().agent().toString())
                .text("via", fact.by().protocol());
    }
}
