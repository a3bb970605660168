package io.clew.protocol.openlineage.facets;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down what facets state, a line each, and remembers what is in force. */
final class Recorder implements Statements {
    static final Urn RUN = OpenLineageUrns.run(Sent.RUN_ID);
    static final Urn JOB = OpenLineageUrns.job("etl", "daily.load");
    static final Urn DATASET = Urn.of(NodeKind.DATASET, "postgres://db:5432", "shop.public.users");
    static final Urn VERSION =
            Urn.of(NodeKind.DATASET_VERSION, "postgres://db:5432", "shop.public.users", "v-7");

    final List<String> lines = new ArrayList<>();
    private final Map<String, Object> inForce = new HashMap<>();

    private static String shown(Urn urn) {
        if (urn.equals(RUN)) {
            return "run";
        }
        if (urn.equals(JOB)) {
            return "job";
        }
        if (urn.equals(DATASET)) {
            return "dataset";
        }
        if (urn.equals(VERSION)) {
            return "version";
        }
        return urn.kind() == NodeKind.COLUMN
                ? "column " + urn.last()
                : urn.toString().substring("urn:clew:".length());
    }

    @Override
    public boolean say(Urn node, String key, Object value) {
        if (value.equals(inForce.put(shown(node) + " " + key, value))) {
            return false;
        }
        lines.add(shown(node) + " " + key + " = " + value);
        return true;
    }

    @Override
    public void end(Urn node, String key) {
        if (inForce.remove(shown(node) + " " + key) != null) {
            lines.add(shown(node) + " " + key + " ends");
        }
    }

    @Override
    public void endIfSaid(Urn node, String key) {
        end(node, key);
    }

    @Override
    public void family(Urn node, String prefix, Map<String, ?> values) {
        String beginning = shown(node) + " " + prefix;
        List.copyOf(inForce.keySet()).stream()
                .filter(key -> key.startsWith(beginning))
                .filter(key -> !values.containsKey(key.substring(beginning.length())))
                .forEach(key -> end(node, key.substring(shown(node).length() + 1)));
        new TreeMap<>(values).forEach((key, value) -> say(node, prefix + key, value));
    }

    @Override
    public void draw(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes) {
        lines.add(
                shown(from)
                        + " "
                        + kind
                        + " "
                        + shown(to)
                        + (attributes.isEmpty() ? "" : " " + new TreeMap<>(attributes)));
    }

    @Override
    public void drawAll(Urn from, EdgeKind kind, Map<Urn, Map<String, Object>> causes) {
        lines.add(shown(from) + " " + kind + " only:");
        causes.forEach((to, attributes) -> draw(from, kind, to, attributes));
    }
}
