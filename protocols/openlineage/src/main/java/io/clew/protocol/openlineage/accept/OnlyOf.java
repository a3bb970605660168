package io.clew.protocol.openlineage.accept;

import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.facets.Statements;
import java.util.Map;

/** Lets through what is said of one node: of a job's facets, what concerns the new run. */
record OnlyOf(Urn node, Statements out) implements Statements {

    @Override
    public boolean say(Urn of, String key, Object value) {
        return of.equals(node) && out.say(of, key, value);
    }

    @Override
    public void end(Urn of, String key) {
        if (of.equals(node)) {
            out.end(of, key);
        }
    }

    @Override
    public void endIfSaid(Urn of, String key) {
        if (of.equals(node)) {
            out.endIfSaid(of, key);
        }
    }

    @Override
    public void family(Urn of, String prefix, Map<String, ?> values) {
        if (of.equals(node)) {
            out.family(of, prefix, values);
        }
    }

    @Override
    public void draw(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes) {
        if (from.equals(node)) {
            out.draw(from, kind, to, attributes);
        }
    }

    @Override
    public void nameTable(Urn path, Urn table) {
        if (path.equals(node) || table.equals(node)) {
            out.nameTable(path, table);
        }
    }

    @Override
    public void drawAll(Urn from, EdgeKind kind, Map<Urn, Map<String, Object>> causes) {
        if (from.equals(node)) {
            out.drawAll(from, kind, causes);
        }
    }
}
