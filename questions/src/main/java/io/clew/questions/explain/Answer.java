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
    private boolean allInferred = true;
    private boolean anything;

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

    /** Adds an edge that says so. */
    Answer by(Link link) {
        return by(link.edge());
    }

    Answer by(Edge edge) {
        edge.assertions().forEach(each -> entries.add(each.entry()));
        return known(edge.assertion());
    }

    /** Adds the value of an attribute that says so. */
    Answer by(@Nullable Value value) {
        if (value == null) {
            return this;
        }
        entries.add(value.entry());
        return known(value.assertion());
    }

    Answer by(Iterable<Value> values) {
        values.forEach(this::by);
        return this;
    }

    /** Adds a value of an attribute's history that says so. */
    Answer by(HistoryEntry entry) {
        entries.add(entry.entry());
        return known(Assertion.DECLARED);
    }

    private Answer known(Assertion assertion) {
        anything = true;
        allInferred &= assertion == Assertion.INFERRED;
        return this;
    }

    ExplainItem item(String key) {
        boolean claimed = urns.stream().anyMatch(Agents::isClaimed);
        ExplainItem.State state =
                claimed
                        ? ExplainItem.State.CLAIMED
                        : anything && allInferred
                                ? ExplainItem.State.INFERRED
                                : ExplainItem.State.RECORDED;
        return new ExplainItem(key, text, state, at, List.copyOf(urns), List.copyOf(entries));
    }
}
