package io.clew.protocol.openlineage.event;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.clew.http.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks events by the specification's own schemas, from a copy of it where there is one. */
final class PublishedSchemas {
    private static final String BASE = "https://openlineage.io/spec/";
    private static final String CORE = BASE + "2-0-2/OpenLineage.json";

    private final Path spec;
    private final SchemaRegistry registry;
    private final Schema core;
    private final Map<FacetShapes, Map<String, Schema>> facets = new TreeMap<>();

    /** Finds the copy beside the repository: {@code shared/data/openlineage/spec}. */
    static Optional<PublishedSchemas> find() {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path spec = folder.resolve("shared/data/openlineage/spec");
            if (Files.isRegularFile(spec.resolve("OpenLineage.json"))) {
                return Optional.of(new PublishedSchemas(spec));
            }
        }
        return Optional.empty();
    }

    private PublishedSchemas(Path spec) {
        this.spec = spec;
        this.registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(this::text));
        this.core = registry.getSchema(SchemaLocation.of(CORE));
        for (FacetShapes container : FacetShapes.values()) {
            facets.put(container, new TreeMap<>());
        }
        files("facets").forEach(this::addFacet);
    }

    /** Returns the keys that the specification knows in a container. */
    Map<FacetShapes, List<String>> keys() {
        Map<FacetShapes, List<String>> keys = new TreeMap<>();
        facets.forEach((container, known) -> keys.put(container, List.copyOf(known.keySet())));
        return keys;
    }

    /** Returns what is wrong with an event, its facets included; empty when it is valid. */
    List<String> violations(ObjectNode event, boolean formats) {
        List<String> wrong = new ArrayList<>(validate(core, event, formats));
        facets(event, FacetShapes.RUN, "/run/facets", formats, wrong);
        facets(event, FacetShapes.JOB, "/job/facets", formats, wrong);
        facets(event, FacetShapes.DATASET, "/dataset/facets", formats, wrong);
        for (String role : List.of("inputs", "outputs")) {
            FacetShapes own = role.equals("inputs") ? FacetShapes.INPUT : FacetShapes.OUTPUT;
            for (int i = 0; i < event.path(role).size(); i++) {
                String dataset = "/" + role + "/" + i + "/";
                facets(event, FacetShapes.DATASET, dataset + "facets", formats, wrong);
                facets(
                        event,
                        own,
                        dataset + role.substring(0, role.length() - 1) + "Facets",
                        formats,
                        wrong);
            }
        }
        return wrong;
    }

    private void facets(
            ObjectNode event,
            FacetShapes container,
            String pointer,
            boolean formats,
            List<String> wrong) {
        for (Map.Entry<String, JsonNode> facet : event.at(pointer).properties()) {
            Schema schema = facets.get(container).get(facet.getKey());
            if (schema != null) {
                ObjectNode alone = Json.mapper().createObjectNode();
                alone.set(facet.getKey(), facet.getValue());
                wrong.addAll(validate(schema, alone, formats));
            }
        }
    }

    private static List<String> validate(Schema schema, JsonNode value, boolean formats) {
        List<String> wrong = new ArrayList<>();
        schema.validate(
                        value.toString(),
                        InputFormat.JSON,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(formats)))
                .forEach(error -> wrong.add(error.toString()));
        return wrong;
    }

    /** Puts a facet's schema where the facet belongs, as its base says. */
    private void addFacet(Path file) {
        String text = read(file);
        JsonNode schema = Json.mapper().readTree(text);
        Schema compiled = registry.getSchema(SchemaLocation.of(schema.get("$id").asString()));
        schema.get("properties")
                .propertyNames()
                .forEach(
                        key ->
                                containers(key, text)
                                        .forEach(
                                                container ->
                                                        facets.get(container).put(key, compiled)));
    }

    private static List<FacetShapes> containers(String key, String text) {
        Map<String, FacetShapes> bases = new HashMap<>();
        bases.put("RunFacet", FacetShapes.RUN);
        bases.put("JobFacet", FacetShapes.JOB);
        bases.put("DatasetFacet", FacetShapes.DATASET);
        bases.put("InputDatasetFacet", FacetShapes.INPUT);
        bases.put("OutputDatasetFacet", FacetShapes.OUTPUT);
        List<FacetShapes> containers = new ArrayList<>();
        bases.forEach(
                (base, container) -> {
                    if (text.contains("OpenLineage.json#/$defs/" + base + "\"")) {
                        containers.add(container);
                    }
                });
        if (key.equals("parent")) {
            // Its parts refer to the facets of the parent's job.
            containers.remove(FacetShapes.JOB);
        }
        if (key.equals("dataQualityAssertions")) {
            // dbt sends it as a facet of the dataset too.
            containers.add(FacetShapes.DATASET);
        }
        return containers;
    }

    /** Returns the examples of a facet that the specification has, each {@code {key: facet}}. */
    List<ObjectNode> examples() {
        List<ObjectNode> examples = new ArrayList<>();
        for (Path file : files("tests")) {
            JsonNode example = Json.mapper().readTree(read(file));
            if (!example.has("eventTime")) {
                examples.add((ObjectNode) example);
            }
        }
        return examples;
    }

    /** Returns the specification's example of a whole event. */
    ObjectNode exampleEvent() {
        return (ObjectNode)
                Json.mapper().readTree(read(spec.resolve("tests/example_full_event.json")));
    }

    private List<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(spec.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String id) {
        String name = id.substring(id.lastIndexOf('/') + 1);
        return read(
                id.startsWith(BASE + "facets/")
                        ? spec.resolve("facets").resolve(name)
                        : spec.resolve(name));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
