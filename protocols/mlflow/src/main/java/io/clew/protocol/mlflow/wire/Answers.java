package io.clew.protocol.mlflow.wire;

import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes the answers of calls that succeed. */
public final class Answers {
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private Answers() {}

    /** Answers with an empty object. */
    public static Response empty() {
        return Response.json(200, EMPTY);
    }

    /** Answers with an object. */
    public static Response of(Consumer<JsonWriter> members) {
        return Response.json(200, Json.bytes(members));
    }
}
