package io.clew.protocol.clew.json;

import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes responses of JSON, and writes nulls where the promise has them. */
public final class Answers {
    private Answers() {}

    /** Makes an answer that is written while it is sent. */
    public static Response ok(Consumer<JsonWriter> members) {
        return Response.stream(200, "application/json", -1, out -> Json.write(out, members));
    }

    /** Makes an answer to something that was made. */
    public static Response created(Consumer<JsonWriter> members) {
        return Response.json(201, Json.bytes(members));
    }

    static void textOrNull(JsonWriter out, String name, @Nullable String value) {
        if (value == null) {
            out.nothing(name);
        } else {
            out.text(name, value);
        }
    }
}
