package io.clew.protocol.mlflow.runs;

import io.clew.http.json.Json;
import io.clew.http.json.Text;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a batch as a stream, without a tree in between: a thousand points cost a thousand records.
 *
 * <p>It knows what MLflow's clients write and gives up on anything else, a mistake or not.
 */
final class UsualBatch {
    private final JsonParser in;
    private @Nullable String runId;
    private List<Measured> metrics = List.of();
    private List<KeyValue> params = List.of();
    private List<KeyValue> tags = List.of();

    private UsualBatch(JsonParser in) {
        this.in = in;
    }

    /** Says that this is not what clients usually write. */
    private static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusual() {
            super("unusual", null, false, false);
        }
    }

    /** Returns the batch, or null when it is not as usual. */
    static @Nullable Batch read(byte[] body) {
        try (JsonParser parser = Json.parser(body)) {
            return new UsualBatch(parser).batch();
        } catch (Unusual | JacksonException other) {
            return null;
        }
    }

    private Batch batch() {
        expect(in.nextToken() == JsonToken.START_OBJECT);
        int seen = 0;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            int field =
                    switch (name) {
                        case "run_id" -> 1;
                        case "metrics" -> 2;
                        case "params" -> 4;
                        case "tags" -> 8;
                        default -> throw new Unusual();
                    };
            expect((seen & field) == 0);
            seen |= field;
            switch (field) {
                case 1 -> runId = text(in.nextToken());
                case 2 -> metrics = metrics();
                case 4 -> params = pairs();
                default -> tags = pairs();
            }
        }
        expect(in.nextToken() == null);
        String id = runId;
        if (id == null || id.isEmpty()) {
            throw new Unusual();
        }
        return new Batch(id, metrics, params, tags);
    }

    private List<Measured> metrics() {
        List<Measured> all = new ArrayList<>();
        expect(in.nextToken() == JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            all.add(metric());
        }
        return all;
    }

    private Measured metric() {
        expect(in.currentToken() == JsonToken.START_OBJECT);
        String key = null;
        double value = 0;
        long timestamp = 0;
        long step = 0;
        String model = null;
        String dataset = null;
        String digest = null;
        int seen = 0;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            int field =
                    switch (name) {
                        case "key" -> 1;
                        case "value" -> 2;
                        case "timestamp" -> 4;
                        case "step" -> 8;
                        case "model_id" -> 16;
                        case "dataset_name" -> 32;
                        case "dataset_digest" -> 64;
                        case "run_id" -> 128;
                        default -> throw new Unusual();
                    };
            expect((seen & field) == 0);
            seen |= field;
            switch (field) {
                case 1 -> key = text(token);
                case 2 -> value = number(token);
                case 4 -> timestamp = integer(token);
                case 8 -> step = integer(token);
                case 16 -> model = text(token);
                case 32 -> dataset = text(token);
                case 64 -> digest = text(token);
                default -> text(token);
            }
        }
        expect((seen & 7) == 7);
        if (key == null || key.isEmpty()) {
            throw new Unusual();
        }
        return new Measured(key, value, timestamp, step, model, dataset, digest);
    }

    private List<KeyValue> pairs() {
        List<KeyValue> all = new ArrayList<>();
        expect(in.nextToken() == JsonToken.START_ARRAY);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            all.add(pair());
        }
        return all;
    }

    private KeyValue pair() {
        expect(in.currentToken() == JsonToken.START_OBJECT);
        String key = null;
        String value = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "key" -> {
                    expect(key == null);
                    key = text(token);
                }
                case "value" -> {
                    expect(value == null);
                    value = text(token);
                }
                default -> throw new Unusual();
            }
        }
        if (key == null || key.isEmpty()) {
            throw new Unusual();
        }
        return new KeyValue(key, value == null ? "" : value);
    }

    private String text(@Nullable JsonToken token) {
        expect(token == JsonToken.VALUE_STRING);
        return Text.checked(null, in.getString());
    }

    private long integer(JsonToken token) {
        expect(token == JsonToken.VALUE_NUMBER_INT);
        return in.getLongValue();
    }

    private double number(JsonToken token) {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_STRING ->
                    switch (in.getString()) {
                        case "NaN" -> Double.NaN;
                        case "Infinity" -> Double.POSITIVE_INFINITY;
                        case "-Infinity" -> Double.NEGATIVE_INFINITY;
                        default -> throw new Unusual();
                    };
            default -> throw new Unusual();
        };
    }

    private static void expect(boolean usual) {
        if (!usual) {
            throw new Unusual();
        }
    }
}
