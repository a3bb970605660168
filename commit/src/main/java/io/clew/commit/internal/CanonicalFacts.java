package io.clew.commit.internal;

import io.clew.ledger.CanonicalJson;
import io.clew.model.Fact;
import io.clew.model.Inference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the facts of an entry as an RFC 8785 array, which its leaf hashes. Members are written in
 * the order of their names, so that nothing need be sorted.
 */
public final class CanonicalFacts {

    private final StringBuilder out;
    private char separator = '{';

    private CanonicalFacts(StringBuilder out) {
        this.out = out;
    }

    /** Returns the facts as UTF-8. */
    public static byte[] of(List<Fact> facts) {
        StringBuilder out = new StringBuilder(512).append('[');
        for (Fact fact : facts) {
            if (out.length() > 1) {
                out.append(',');
            }
            new CanonicalFacts(out).fact(fact);
        }
        return out.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void fact(Fact fact) {
        switch (fact) {
            case Fact.EdgeFact edge -> edge(edge);
            case Fact.AttributeFact attribute -> attribute(attribute);
            case Fact.EdgeRetraction retraction -> edgeRetraction(retraction);
            case Fact.AttributeRetraction retraction -> attributeRetraction(retraction);
        }
        member("via", fact.by().protocol());
        out.append('}');
    }

    private void edge(Fact.EdgeFact edge) {
        member("assertion", edge.assertion().wireName());
        time(edge);
        if (!edge.attributes().isEmpty()) {
            member("attributes", exact(edge.attributes()));
        }
        by(edge);
        member("edge", edge.kind().wireName());
        member("from", edge.from().toString());
        inference(edge.inference());
        member("to", edge.to().toString());
    }

    private void attribute(Fact.AttributeFact attribute) {
        member("assertion", attribute.assertion().wireName());
        time(attribute);
        member("attribute", attribute.key());
        by(attribute);
        Inference inference = attribute.inference();
        if (inference != null) {
            member("inputs", inference.inputs());
        }
        member("node", attribute.node().toString());
        if (inference != null) {
            member("rule", inference.rule());
        }
        if (attribute.value() != null) {
            member("value", exact(attribute.value()));
        }
    }

    private void edgeRetraction(Fact.EdgeRetraction retraction) {
        time(retraction);
        by(retraction);
        member("from", retraction.from().toString());
        member("reason", retraction.reason());
        member("retract_edge", retraction.kind().wireName());
        member("to", retraction.to().toString());
        Instant until = retraction.until();
        if (until != null) {
            member("until", until.toEpochMilli());
        }
    }

    private void attributeRetraction(Fact.AttributeRetraction retraction) {
        time(retraction);
        by(retraction);
        member("node", retraction.node().toString());
        member("reason", retraction.reason());
        member("retract_attribute", retraction.key());
    }

    private void time(Fact fact) {
        member("at", fact.at().at().toEpochMilli());
        member("at_source", fact.at().source().wireName());
    }

    private void by(Fact fact) {
        member("by", fact.by().agent().toString());
    }

    private void inference(@Nullable Inference inference) {
        if (inference != null) {
            member("inputs", inference.inputs());
            member("rule", inference.rule());
        }
    }

    private void member(String name, Object value) {
        out.append(separator).append('"').append(name).append("\":");
        separator = ',';
        CanonicalJson.append(out, value);
    }

    /**
     * Returns a value that RFC 8785 writes without loss: its numbers are doubles, so an integer
     * beyond 2^53 becomes text.
     */
    private static Object exact(Object value) {
        return switch (value) {
            case Long number
                    when number > CanonicalJson.EXACT_MAX || number < -CanonicalJson.EXACT_MAX ->
                    number.toString();
            case List<?> list ->
                    list.stream().map(inner -> inner == null ? null : exact(inner)).toList();
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, inner) -> copy.put(key, inner == null ? null : exact(inner)));
                yield copy;
            }
            default -> value;
        };
    }
}
