package io.clew.questions.explain;

import io.clew.model.Assertion;
import io.clew.model.Urn;
import io.clew.model.answer.Edge;
import io.clew.model.answer.ExplainItem;
import io.clew.model.answer.HistoryEntry;
import io.clew.questions.edge.Link;
import io.clew.questions.node.Value;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers one answer with what it rests on; how it is known follows from that. */
final class Answer {

    private final String text;
    private final Set<Urn> urns = new LinkedHashSet<>();
    private final Set<Long> entries = new TreeSet<>();
    private @Nullable Instant at;
    private boolean isUnknown;
    private boolean hasEdge;
    private boolean edgesInferred = true;
    private boolean hasValue;
    private boolean valuesInferred = true;

    private Answer(String text) {
        this.text = text;
    }

    static Answer of(String text) {
        return new Answer(text);
    }

    /** Adds a node that the answer speaks of. */
    Answer about(Urn urn) {
        urns.add(urn);
        return this;
    }

    Answer about(Iterable<Urn> all) {
        all.forEach(urns::add);
        return this;
    }

    Answer at(@Nullable Instant instant) {
        at = instant;
        return this;
    }

    /** Says that the answer is that nobody knows, though something is recorded. */
    Answer unknown() {
        isUnknown = true;
        return this;
    }

    /** Adds an edge that says so. */
    Answer by(Link link) {
        return by(link.edge());
    }

    Answer by(Edge edge) {
        edge.assertions().forEach(each -> entries.add(each.entry()));
        hasEdge = true;
        edgesInferred &= edge.assertion() == Assertion.INFERRED;
        return this;
    }

    /** Adds the value of an attribute that says so. */
    Answer by(@Nullable Value value) {
        if (value == null) {
            return this;
        }
        entries.add(value.entry());
        hasValue = true;
        valuesInferred &= value.assertion() == Assertion.INFERRED;
        return this;
    }

    Answer by(Iterable<Value> values) {
        values.forEach(this::by);
        return this;
    }

    /** Adds a value of an attribute's history that says so. */
    Answer by(HistoryEntry entry) {
        entries.add(entry.entry());
        hasValue = true;
        valuesInferred = false;
        return this;
    }

    ExplainItem item(String key) {
        return new ExplainItem(key, text, state(), at, List.copyOf(urns), List.copyOf(entries));
    }

    /** An answer with an edge is about that edge; values only describe what is at its end. */
    private ExplainItem.State state() {
        if (isUnknown) {
            return ExplainItem.State.MISSING;
        }
        if (urns.stream().anyMatch(Agents::isClaimed)) {
            return ExplainItem.State.CLAIMED;
        }
        boolean inferred = hasEdge ? edgesInferred : hasValue && valuesInferred;
        return inferred ? ExplainItem.State.INFERRED : ExplainItem.State.RECORDED;
    }
}
