package io.clew.protocol.openlineage.event;

import io.clew.http.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes events that are nearly valid, by chance. */
public final class Mutations {
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "3.0",
                    "1.5",
                    "1e400",
                    "123456789012345678901234567890",
                    "\"\"",
                    "\"x\"",
                    "\"7\"",
                    "\"not a uri\"",
                    "\"urn:x:y\"",
                    "\"http://[broken\"",
                    "\"START\"",
                    "\"start\"",
                    "\"DATASET\"",
                    "\"JOB\"",
                    "\"location\"",
                    "\"literal\"",
                    "\"0192F5A0-7D1E-7C4B-9A55-3F2B8C1D0E01\"",
                    "\"2026-11-30T08:15:00Z\"",
                    "\"2026-11-30T08:15:00\"",
                    "\"2026-11-30 08:15:00+01:00\"",
                    "\"2026-11-30\"",
                    "\"2026-13-30T08:15:00Z\"",
                    "\"0001-01-01T00:00:00Z\"",
                    "[]",
                    "[null]",
                    "[\"x\"]",
                    "[{}]",
                    "{}",
                    "{\"a\":1}",
                    "{\"a\":\"b\"}");

    private static final List<String> NAMES =
            List.of(
                    "_deleted",
                    "run",
                    "job",
                    "dataset",
                    "inputs",
                    "entries",
                    "field",
                    "type",
                    "zz");

    private final RandomGenerator random;

    /** Makes mutations by a source of chance. */
    public Mutations(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a copy of an event with one to three places changed. */
    public ObjectNode of(ObjectNode event) {
        ObjectNode changed = event.deepCopy();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            change(changed);
        }
        return changed;
    }

    private void change(ObjectNode event) {
        List<JsonNode> places = new ArrayList<>();
        collect(event, places);
        JsonNode place = places.get(random.nextInt(places.size()));
        if (place instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            if (names.isEmpty() || random.nextInt(6) == 0) {
                object.set(pick(NAMES), value());
                return;
            }
            String name = pick(names);
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(pick(NAMES), object.remove(name));
                default -> object.set(name, value());
            }
        } else if (place instanceof ArrayNode list) {
            if (list.isEmpty() || random.nextInt(3) == 0) {
                list.add(value());
            } else {
                list.set(random.nextInt(list.size()), value());
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainer()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    private JsonNode value() {
        return Json.mapper().readTree(pick(VALUES));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
