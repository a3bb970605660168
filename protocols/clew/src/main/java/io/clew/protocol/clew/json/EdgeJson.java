package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.model.answer.Edge;

/** Writes edges with everyone who asserts them. */
final class EdgeJson {
    private EdgeJson() {}

    static void write(JsonWriter out, Edge edge) {
        out.text("from", edge.from().toString())
                .text("kind", edge.kind().wireName())
                .text("to", edge.to().toString())
                .text("assertion", edge.assertion().wireName())
                .text("at", Instants.write(edge.at()))
                .text("recorded", Instants.write(edge.recorded()))
                .value("attributes", edge.attributes())
                .objects("assertions", edge.assertions(), EdgeJson::asserted);
    }

    private static void asserted(JsonWriter out, Edge.Asserted said) {
        out.text("assertion", said.assertion().wireName())
                .text("by", said.by().toString())
                .text("via", said.via())
                .text("at", Instants.write(said.at().at()))
                .text("at_source", said.at().source().wireName())
                .text("recorded", Instants.write(said.recorded()))
                .object(
                        "evidence",
                        evidence -> {
                            evidence.number("entry", said.entry());
                            if (said.inference() != null) {
                                evidence.text("rule", said.inference().rule())
                                        .texts("inputs", said.inference().inputs());
                            }
                        });
    }
}
