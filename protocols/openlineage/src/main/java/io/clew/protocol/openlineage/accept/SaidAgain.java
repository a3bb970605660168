package io.clew.protocol.openlineage.accept;

import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.facets.Statements;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets through what an event says of attributes and edges that an earlier one, which came late,
 * changed; what was let through is right from this event on.
 */
final class SaidAgain implements Statements {
    private final Changes changes;
    private final DatedStatements out;
    private final Set<Changes.Attribute> attributes = new HashSet<>();
    private final Set<Changes.Edge> edges = new HashSet<>();

    SaidAgain(Changes changes, DatedStatements out) {
        this.changes = changes;
        this.out = out;
    }

    /** Takes out of the changes what was let through; once the whole event was. */
    void finish() {
        changes.remove(attributes, edges);
    }

    /** Returns what was changed and is spoken of now. */
    private Set<Changes.Attribute> spokenOf(Predicate<Changes.Attribute> which) {
        Set<Changes.Attribute> found = changes.attributes(which);
        attributes.addAll(found);
        return found;
    }

    private boolean speaksOf(Urn node, String key) {
        return !spokenOf(new Changes.Attribute(node, key)::equals).isEmpty();
    }

    private Set<Changes.Edge> drawn(Predicate<Changes.Edge> which) {
        Set<Changes.Edge> found = changes.edges(which);
        edges.addAll(found);
        return found;
    }

    @Override
    public boolean say(Urn node, String key, Object value) {
        return speaksOf(node, key) && out.say(node, key, value);
    }

    @Override
    public void end(Urn node, String key) {
        if (speaksOf(node, key)) {
            out.end(node, key);
        }
    }

    @Override
    public void endIfSaid(Urn node, String key) {
        if (speaksOf(node, key)) {
            out.endIfSaid(node, key);
        }
    }

    @Override
    public void family(Urn node, String prefix, Map<String, ?> values) {
        for (Changes.Attribute each :
                spokenOf(of -> of.node().equals(node) && of.key().startsWith(prefix))) {
            Object value = values.get(each.key().substring(prefix.length()));
            if (value == null) {
                out.endIfSaid(node, each.key());
            } else {
                out.say(node, each.key(), value);
            }
        }
    }

    @Override
    public void endOfColumns(Urn dataset, String prefix, Set<Urn> but) {
        for (Changes.Attribute each :
                spokenOf(
                        of ->
                                of.node().kind() == NodeKind.COLUMN
                                        && !but.contains(of.node())
                                        && of.key().startsWith(prefix))) {
            out.endIfSaid(each.node(), each.key());
        }
    }

    /** Each event states that for itself. */
    @Override
    public void dropped(Urn dataset) {}

    @Override
    public void isThere(Urn dataset) {}

    @Override
    public void draw(Urn from, EdgeKind kind, Urn to, Map<String, Object> said) {
        if (!drawn(new Changes.Edge(from, kind, to)::equals).isEmpty()) {
            out.draw(from, kind, to, said);
        }
    }

    @Override
    public void nameTable(Urn path, Urn table) {
        if (!drawn(each -> each.kind() == EdgeKind.SAME_AS && each.to().equals(table)).isEmpty()) {
            out.nameTable(path, table);
        }
    }

    @Override
    public void drawAll(Urn from, EdgeKind kind, Map<Urn, Map<String, Object>> causes) {
        for (Changes.Edge each : drawn(of -> of.from().equals(from) && of.kind() == kind)) {
            Map<String, Object> said = causes.get(each.to());
            if (said == null) {
                out.endOneOfAll(each);
            } else {
                out.drawOneOfAll(each, said);
            }
        }
    }
}
