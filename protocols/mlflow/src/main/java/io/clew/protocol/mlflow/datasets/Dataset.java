package io.clew.protocol.mlflow.datasets;

import io.clew.http.json.JsonObject;
import io.clew.http.json.JsonWriter;
import io.clew.protocol.mlflow.wire.Checks;
import io.clew.protocol.mlflow.wire.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Holds a dataset as a client sent it.
 *
 * @param digest MLflow's digest, which covers part of the content at most
 * @param source text of a JSON object whose keys depend on the type, or any text
 * @param schema JSON text, or null
 * @param profile JSON text, or null
 */
public record Dataset(
        String name,
        String digest,
        String sourceType,
        String source,
        @Nullable String schema,
        @Nullable String profile) {

    /**
     * Reads one from a request.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER when a field is missing or too long
     */
    public static Dataset of(JsonObject fields) {
        return new Dataset(
                checked(
                        fields,
                        "name",
                        Limits.DATASET_NAME_LENGTH_MAX,
                        fields.nonEmptyText("name")),
                checked(
                        fields,
                        "digest",
                        Limits.DATASET_DIGEST_LENGTH_MAX,
                        fields.nonEmptyText("digest")),
                checked(
                        fields,
                        "source_type",
                        Limits.KEY_LENGTH_MAX,
                        fields.optionalText("source_type").orElse("")),
                checked(
                        fields,
                        "source",
                        Limits.DATASET_SOURCE_LENGTH_MAX,
                        fields.optionalText("source").orElse("")),
                optional(fields, "schema", Limits.DATASET_SCHEMA_LENGTH_MAX),
                optional(fields, "profile", Limits.DATASET_PROFILE_LENGTH_MAX));
    }

    private static @Nullable String optional(JsonObject fields, String field, int max) {
        return fields.optionalText(field)
                .map(text -> checked(fields, field, max, text))
                .orElse(null);
    }

    private static String checked(JsonObject fields, String field, int max, String text) {
        return Checks.length(fields.pathOf(field), text, max);
    }

    /** Writes it as the members of an object. */
    public void write(JsonWriter out) {
        out.text("name", name)
                .text("digest", digest)
                .text("source_type", sourceType)
                .text("source", source)
                .text("schema", schema)
                .text("profile", profile);
    }
}
