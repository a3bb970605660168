package io.clew.commit.internal;

import io.clew.ledger.CanonicalJson;
import io.clew.model.Fact;
import io.clew.model.Inference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the facts of an entry as an RFC 8785 array, which its leaf hashes. Members are written in
 * the order of their names, so that nothing need be sorted.
 */
public final class CanonicalFacts {

    /** Characters of most facts. */
    private static final int FACT_CHARS = 400;

    private final StringBuilder out;
    private final @Nullable String written;
    private char separator = '{';

    private CanonicalFacts(StringBuilder out, @Nullable String written) {
        this.out = out;
        this.written = written;
    }

    /** Returns the facts as UTF-8. */
    public static byte[] of(List<Fact> facts) {
        return of(facts, Collections.nCopies(facts.size(), null));
    }

    /**
     * Returns the facts as UTF-8.
     *
     * @param written for each fact its value or its attributes in canonical form, where that is
     *     known already
     */
    static byte[] of(List<Fact> facts, List<@Nullable String> written) {
        StringBuilder out = new StringBuilder(FACT_CHARS * (1 + facts.size())).append('[');
        for (int i = 0; i < facts.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            new CanonicalFacts(out, written.get(i)).fact(facts.get(i));
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
        plain("assertion", edge.assertion().wireName());
        time(edge);
        if (!edge.attributes().isEmpty()) {
            value("attributes", edge.attributes());
        }
        by(edge);
        plain("edge", edge.kind().wireName());
        plain("from", edge.from().toString());
        inference(edge.inference());
        plain("to", edge.to().toString());
    }

    private void attribute(Fact.AttributeFact attribute) {
        plain("assertion", attribute.assertion().wireName());
        time(attribute);
        member("attribute", attribute.key());
        by(attribute);
        Inference inference = attribute.inference();
        if (inference != null) {
            member("inputs", inference.inputs());
        }
        plain("node", attribute.node().toString());
        if (inference != null) {
            member("rule", inference.rule());
        }
        if (attribute.value() != null) {
            value("value", attribute.value());
        }
    }

    private void edgeRetraction(Fact.EdgeRetraction retraction) {
        time(retraction);
        by(retraction);
        plain("from", retraction.from().toString());
        member("reason", retraction.reason());
        plain("retract_edge", retraction.kind().wireName());
        plain("to", retraction.to().toString());
        Instant until = retraction.until();
        if (until != null) {
            member("until", until.toEpochMilli());
        }
    }

    private void attributeRetraction(Fact.AttributeRetraction retraction) {
        time(retraction);
        by(retraction);
        plain("node", retraction.node().toString());
        member("reason", retraction.reason());
        member("retract_attribute", retraction.key());
    }

    private void time(Fact fact) {
        member("at", fact.at().at().toEpochMilli());
        plain("at_source", fact.at().source().wireName());
    }

    private void by(Fact fact) {
        plain("by", fact.by().agent().toString());
    }

    private void inference(@Nullable Inference inference) {
        if (inference != null) {
            member("inputs", inference.inputs());
            member("rule", inference.rule());
        }
    }

    private void member(String name, Object value) {
        name(name);
        CanonicalJson.append(out, value);
    }

    /** Writes what needs no escapes: names of ours, and URNs. */
    private void plain(String name, String text) {
        name(name);
        out.append('"').append(text).append('"');
    }

    private void value(String name, Object value) {
        name(name);
        if (written != null) {
            out.append(written);
        } else {
            CanonicalJson.append(out, exact(value));
        }
    }

    private void name(String name) {
        out.append(separator).append('"').append(name).append("\":");
        separator = ',';
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
