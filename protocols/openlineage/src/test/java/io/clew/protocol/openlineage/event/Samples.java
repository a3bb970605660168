package io.clew.protocol.openlineage.event;

import io.clew.http.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds events for tests, and changes them. */
public final class Samples {
    private static final JsonMapper JSON = Json.mapper();

    private Samples() {}

    /** Returns a COMPLETE event that has every facet of the specification, and two others. */
    public static ObjectNode everyFacet() {
        try (InputStream in = Samples.class.getResourceAsStream("every-facet.json")) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Returns an event with nothing but what the schema needs. */
    public static ObjectNode run() {
        return object(
                """
                {"eventType":"START","eventTime":"2026-11-30T08:15:00Z",
                 "producer":"https://example.com/p",
                 "schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                 "run":{"runId":"0192f5a0-7d1e-7c4b-9a55-3f2b8c1d0e01"},
                 "job":{"namespace":"n","name":"j"}}""");
    }

    /** Returns a JobEvent. */
    public static ObjectNode job() {
        ObjectNode event = run();
        event.remove("run");
        event.remove("eventType");
        return event;
    }

    /** Returns a DatasetEvent. */
    public static ObjectNode dataset() {
        ObjectNode event = job();
        event.remove("job");
        event.set("dataset", object("{\"namespace\":\"s3://bank\",\"name\":\"raw\"}"));
        return event;
    }

    /** Reads an object of JSON. */
    public static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    /** Writes JSON as it is sent. */
    public static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
