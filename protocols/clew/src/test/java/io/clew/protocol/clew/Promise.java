package io.clew.protocol.clew;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code openapi/clew.json} and checks answers against it. */
final class Promise {

    private final ObjectNode document;

    Promise() {
        try (InputStream in = Promise.class.getResourceAsStream("/openapi/clew.json")) {
            document = (ObjectNode) JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        refuseWhatIsNotPromised();
    }

    /** A field that an answer has and the promise has not is an error here. */
    private void refuseWhatIsNotPromised() {
        ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
        schemas.properties()
                .forEach(
                        named -> {
                            ObjectNode schema = (ObjectNode) named.getValue();
                            boolean isPart = named.getKey().equals("Node");
                            if (!isPart && (schema.has("properties") || schema.has("allOf"))) {
                                schema.put("unevaluatedProperties", false);
                            }
                        });
    }

    JsonNode paths() {
        return document.get("paths");
    }

    /** Returns the parameters of a call by name, references followed. */
    Map<String, JsonNode> parameters(JsonNode operation) {
        Map<String, JsonNode> parameters = new TreeMap<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode full =
                    parameter.has("$ref")
                            ? document.at(parameter.get("$ref").asString().substring(1))
                            : parameter;
            parameters.put(full.get("name").asString(), full);
        }
        return parameters;
    }

    /** Returns the schema of a parameter, references followed. */
    JsonNode schema(JsonNode parameter) {
        JsonNode schema = parameter.get("schema");
        while (schema.has("$ref")) {
            schema = document.at(schema.get("$ref").asString().substring(1));
        }
        return schema;
    }

    /** Returns what is wrong with an answer by the schema that is promised for it. */
    List<String> violations(String path, String method, int status, String type, String body) {
        JsonNode response =
                paths().path(path).path(method).path("responses").path(String.valueOf(status));
        String pointer =
                response.has("$ref")
                        ? response.get("$ref").asString()
                        : "#/paths/%s/%s/responses/%d"
                                .formatted(path.replace("/", "~1"), method, status);
        JsonNode promised = document.at(pointer.substring(1));
        if (!promised.path("content").has(type)) {
            return List.of("%s %s: %d %s is not promised".formatted(method, path, status, type));
        }
        String ref = pointer + "/content/" + type.replace("/", "~1") + "/schema";
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("$ref", ref);
        root.set("paths", document.get("paths"));
        root.set("components", document.get("components"));
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(root);
        List<String> wrong = new ArrayList<>();
        schema.validate(
                        body,
                        InputFormat.JSON,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .forEach(error -> wrong.add(error.toString()));
        return wrong;
    }
}
