package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.facets.Statements;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds what facets state to a commit, unless it is in force already at the event's time. */
final class DatedStatements implements Statements {

    private final Commit commit;
    private final Asserter by;
    private final Assertion edges;
    private final Instant at;

    /**
     * Makes statements of one event.
     *
     * @param edges how its edges are known: observed in a run, or declared by a design
     */
    DatedStatements(Commit commit, Asserter by, Assertion edges, Instant at) {
        this.commit = commit;
        this.by = by;
        this.edges = edges;
        this.at = at;
    }

    @Override
    public boolean say(Urn node, String key, Object value) {
        return add(node, key, value);
    }

    @Override
    public void end(Urn node, String key) {
        if (!add(node, key, null) && !SaidBefore.hasEnded(commit, node, key, by, at)) {
            commit.add(
                    new Fact.AttributeFact(node, key, null, Assertion.DECLARED, time(), by, null));
        }
    }

    @Override
    public void endIfSaid(Urn node, String key) {
        add(node, key, null);
    }

    private boolean add(Urn node, String key, @Nullable Object value) {
        if (commit.isInForce(node, key, value, by, at)) {
            return false;
        }
        commit.add(new Fact.AttributeFact(node, key, value, Assertion.DECLARED, time(), by, null));
        return true;
    }

    @Override
    public void family(Urn node, String prefix, Map<String, ?> values) {
        if (!commit.isNew(node)) {
            for (String key : SaidBefore.keys(commit, node, prefix, by)) {
                if (!values.containsKey(key.substring(prefix.length()))) {
                    end(node, key);
                }
            }
        }
        values.forEach((name, value) -> say(node, prefix + name, value));
    }

    @Override
    public void endOfColumns(Urn dataset, String prefix, Set<Urn> but) {
        if (!commit.isNew(dataset)) {
            for (Urn column : SaidBefore.columns(commit, dataset, prefix, by)) {
                if (!but.contains(column)) {
                    family(column, prefix, Map.of());
                }
            }
        }
    }

    @Override
    public void dropped(Urn dataset) {
        say(dataset, Attributes.DELETED, true);
        if (!commit.isNew(dataset)) {
            SaidBefore.writtenAfter(commit, dataset, at).ifPresent(then -> isBack(dataset, then));
        }
    }

    /** States that a dataset which may have been dropped is there from an instant on. */
    void isBack(Urn dataset, Instant from) {
        if (!commit.isInForce(dataset, Attributes.DELETED, null, by, from)) {
            EventTime time = new EventTime(from, EventTime.Source.REPORTED);
            commit.add(
                    new Fact.AttributeFact(
                            dataset, Attributes.DELETED, null, Assertion.DECLARED, time, by, null));
        }
    }

    @Override
    public void draw(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes) {
        if (!commit.isInForce(from, kind, to, attributes, by, at)) {
            commit.add(new Fact.EdgeFact(from, kind, to, edges, time(), by, attributes, null));
        }
    }

    @Override
    public void nameTable(Urn path, Urn table) {
        if (!commit.isInForce(path, EdgeKind.SAME_AS, table, Map.of(), by, at)) {
            boolean isFirst = commit.isNew(table);
            commit.add(
                    new Fact.EdgeFact(
                            path,
                            EdgeKind.SAME_AS,
                            table,
                            Assertion.DECLARED,
                            time(),
                            by,
                            Map.of(),
                            null));
            if (!isFirst) {
                TablePlaces.settle(commit, path, table, by, time());
            }
        }
    }

    @Override
    public void drawAll(Urn from, EdgeKind kind, Map<Urn, Map<String, Object>> causes) {
        if (!commit.isNew(from)) {
            for (Urn cause : SaidBefore.causes(commit, from, kind, by, at)) {
                if (!causes.containsKey(cause)) {
                    commit.add(
                            new Fact.EdgeRetraction(
                                    from, kind, cause, time(), by, at, "no longer named"));
                }
            }
        }
        causes.forEach((cause, attributes) -> draw(from, kind, cause, attributes));
    }

    private EventTime time() {
        return new EventTime(at, EventTime.Source.REPORTED);
    }
}
