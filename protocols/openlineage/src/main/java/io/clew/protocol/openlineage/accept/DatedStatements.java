package io.clew.protocol.openlineage.accept;

import io.clew.commit.Commit;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
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
    private final Changes changes;

    /**
     * Makes statements of one event.
     *
     * @param edges how its edges are known: observed in a run, or declared by a design
     */
    DatedStatements(Commit commit, Asserter by, Assertion edges, Instant at) {
        this(commit, by, edges, at, new Changes());
    }

    /**
     * Makes statements of one event.
     *
     * @param changes takes what they change
     */
    DatedStatements(Commit commit, Asserter by, Assertion edges, Instant at, Changes changes) {
        this.commit = commit;
        this.by = by;
        this.edges = edges;
        this.at = at;
        this.changes = changes;
    }

    /** Returns what was changed so far, to be taken from there. */
    Changes changes() {
        return changes;
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
        changes.add(node, key);
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

    /** Says whether it is a run that does what is stated: that counts once it did it. */
    boolean isOfRun() {
        return edges == Assertion.OBSERVED;
    }

    /** Of a run {@link RunDrops} states that. */
    @Override
    public void dropped(Urn dataset) {
        if (!isOfRun()) {
            Drops drops = new Drops(commit, dataset, by);
            drops.drop(at);
            if (!commit.isNew(dataset)) {
                SaidBefore.writtenAfter(commit, dataset, at, null).ifPresent(drops::isBack);
            }
            drops.state(at);
        }
    }

    /** Of a run {@link RunDrops} states that. */
    @Override
    public void isThere(Urn dataset) {
        if (!isOfRun()) {
            Drops drops = new Drops(commit, dataset, by);
            drops.isThere(at);
            drops.state(at);
        }
    }

    @Override
    public void draw(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes) {
        if (!commit.isInForce(from, kind, to, attributes, by, at) || mayEnd(from, kind, to)) {
            commit.add(new Fact.EdgeFact(from, kind, to, edges, time(), by, attributes, null));
            changes.add(from, kind, to);
        }
    }

    /** Says whether only designs told an edge so far: what a run tells holds when they end it. */
    private boolean mayEnd(Urn from, EdgeKind kind, Urn to) {
        return isOfRun()
                && kind == EdgeKind.DERIVED_FROM
                && !commit.isNew(from)
                && !SaidBefore.isToldByRun(commit, from, kind, to, by);
    }

    @Override
    public void nameTable(Urn path, Urn table) {
        if (commit.isInForce(path, EdgeKind.SAME_AS, table, Map.of(), by, at)) {
            return;
        }
        if (commit.isNew(table)) {
            Assertion declared = Assertion.DECLARED;
            commit.add(
                    new Fact.EdgeFact(
                            path, EdgeKind.SAME_AS, table, declared, time(), by, Map.of(), null));
            changes.add(path, EdgeKind.SAME_AS, table);
        } else if (TablePlaces.claim(commit, path, table, by, time())) {
            changes.add(path, EdgeKind.SAME_AS, table);
        }
    }

    @Override
    public void drawAll(Urn from, EdgeKind kind, Map<Urn, Map<String, Object>> causes) {
        if (!commit.isNew(from)) {
            for (Urn cause : SaidBefore.causes(commit, from, kind, by, at)) {
                if (!causes.containsKey(cause)) {
                    end(new Changes.Edge(from, kind, cause));
                }
            }
        }
        causes.forEach(
                (cause, attributes) ->
                        drawOneOfAll(new Changes.Edge(from, kind, cause), attributes));
    }

    /** States an edge that is one of all of its kind from a node. */
    void drawOneOfAll(Changes.Edge edge, Map<String, Object> attributes) {
        // What this commit ended is in force still, by what the database knows.
        boolean isEnded = Boolean.FALSE.equals(changes.isDrawn(edge));
        if (isEnded || !commit.isInForce(edge.from(), edge.kind(), edge.to(), attributes, by, at)) {
            commit.add(
                    new Fact.EdgeFact(
                            edge.from(),
                            edge.kind(),
                            edge.to(),
                            edges,
                            time(),
                            by,
                            attributes,
                            null));
            changes.add(edge, true);
        }
    }

    /** Ends an edge that is no more one of all of its kind from a node, where it is drawn. */
    void endOneOfAll(Changes.Edge edge) {
        Boolean isDrawn = changes.isDrawn(edge);
        if (isDrawn != null
                ? isDrawn
                : SaidBefore.causes(commit, edge.from(), edge.kind(), by, at).contains(edge.to())) {
            end(edge);
        }
    }

    private void end(Changes.Edge edge) {
        commit.add(
                new Fact.EdgeRetraction(
                        edge.from(), edge.kind(), edge.to(), time(), by, at, "no longer named"));
        changes.add(edge, false);
    }

    private EventTime time() {
        return new EventTime(at, EventTime.Source.REPORTED);
    }
}
