package io.clew.protocol.openlineage.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares our verdict on events with that of the published schemas, where a copy of them is there.
 *
 * <p>What we do otherwise, on purpose, is all in {@link #asWeReadIt} (kept though the schemas say
 * no), {@link #isRefusedOnPurpose} (refused though they say yes), and in that a format other than a
 * moment's is a warning.
 */
class ComparedWithSchemasTests {
    private static final long SEED = 20261130;
    private static final int EVENTS = 6000;

    private final Optional<PublishedSchemas> schemas = PublishedSchemas.find();

    @Test
    void knowsTheFacetsOfTheSpecificationInTheirContainers() {
        schemas.ifPresent(
                published ->
                        published
                                .keys()
                                .forEach(
                                        (container, keys) ->
                                                assertThat(container.keys())
                                                        .as(container.name())
                                                        .containsAll(keys)));
        assertThat(FacetShapes.RUN.keys()).as("a draft had it").contains("lineage");
        assertThat(FacetShapes.DATASET.keys())
                .as("dbt sends it there too")
                .contains("dataQualityAssertions");
    }

    @Test
    void keepsTheExamplesOfTheSpecificationWithoutAWord() {
        for (ObjectNode event : examples()) {
            assertThat(ours(event)).as(event.toString()).isEqualTo(new Verdict(null, List.of()));
        }
    }

    @Test
    void agreesOnEventsThatAreNearlyValid() {
        Random random = new Random(SEED);
        Mutations mutations = new Mutations(random);
        List<ObjectNode> seeds = examples();
        int refused = 0;
        for (int i = 0; i < EVENTS; i++) {
            ObjectNode event = mutations.of(some(seeds.get(random.nextInt(seeds.size())), random));
            Verdict verdict = ours(event);
            refused += verdict.refusal() == null ? 0 : 1;
            schemas.ifPresent(published -> compare(published, event, verdict));
        }
        assertThat(refused).as("seed " + SEED).isBetween(EVENTS / 5, EVENTS * 9 / 10);
    }

    private static void compare(PublishedSchemas published, ObjectNode event, Verdict verdict) {
        ObjectNode read = asWeReadIt(event);
        List<String> structure = published.violations(read, false);
        String shown =
                "seed %d, %s%nours: %s%ntheirs: %s".formatted(SEED, event, verdict, structure);
        if (!structure.isEmpty()) {
            assertThat(verdict.refusal()).as(shown).isNotNull();
            return;
        }
        if (verdict.refusal() != null && isRefusedOnPurpose(verdict.refusal(), event)) {
            return;
        }
        List<String> formats = published.violations(read, true);
        if (formats.isEmpty()) {
            assertThat(verdict.refusal()).as(shown).isNull();
        } else if (verdict.refusal() == null) {
            assertThat(verdict.warnings()).as(shown + formats).isNotEmpty();
        } else {
            assertThat(verdict.refusal()).as(shown + formats).hasMessageContaining("RFC 3339");
        }
    }

    /** Our answer: a refusal, or warnings. */
    private record Verdict(ClewException refusal, List<String> warnings) {}

    private static Verdict ours(ObjectNode event) {
        try {
            return new Verdict(null, EventReader.read(Samples.bytes(event)).warnings());
        } catch (ClewException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
            assertThat(refusal.field()).as(refusal.getMessage()).isNotNull();
            return new Verdict(refusal, List.of());
        }
    }

    /** Nothing is named by an empty text, and a broken clock must not be newest for ever. */
    private static boolean isRefusedOnPurpose(ClewException refusal, ObjectNode event) {
        String message = refusal.getMessage();
        return message.contains("that names something")
                || message.contains("a moment from")
                || message.contains("exactly one of inputCondition, outputCondition")
                || refusal.field().contains("/facets/lineage/")
                // What is neither is told as the JobEvent that it is not, whatever its dataset is.
                || event.at("/dataset/name").asString("").isEmpty() && event.has("dataset");
    }

    /** Returns the event without what is lacking or too much on purpose. */
    private static ObjectNode asWeReadIt(ObjectNode event) {
        ObjectNode read = event.deepCopy();
        if (!read.has("schemaURL")) {
            read.put("schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json");
        }
        if (read.at("/run/facets/executionParameters/parameters") instanceof ArrayNode list) {
            for (JsonNode each : list) {
                if (each instanceof ObjectNode parameter) {
                    parameter.retain("key", "name", "description", "value");
                }
            }
        }
        deletions(read.at("/job/facets"));
        deletions(read.at("/dataset/facets"));
        for (String role : List.of("inputs", "outputs")) {
            read.path(role).forEach(dataset -> deletions(dataset.path("facets")));
        }
        return read;
    }

    /** A facet that is taken back need not say what it said. */
    private static void deletions(JsonNode facets) {
        if (!(facets instanceof ObjectNode object)) {
            return;
        }
        for (String key : List.copyOf(object.propertyNames())) {
            if (object.get(key) instanceof ObjectNode facet
                    && facet.path("_deleted").isBoolean()
                    && facet.path("_deleted").asBoolean()) {
                object.set("deleted-" + key, object.remove(key));
            }
        }
    }

    /** Returns valid events: our own, and one for each example of the specification. */
    private List<ObjectNode> examples() {
        List<ObjectNode> events =
                new ArrayList<>(
                        List.of(
                                Samples.everyFacet(),
                                Samples.run(),
                                Samples.job(),
                                Samples.dataset()));
        schemas.ifPresent(
                published -> {
                    events.add(published.exampleEvent());
                    published.examples().forEach(example -> events.add(holding(example)));
                });
        return events;
    }

    private static ObjectNode holding(ObjectNode facets) {
        ObjectNode event = Samples.run();
        ObjectNode dataset = event.putArray("inputs").addObject();
        dataset.put("namespace", "n").put("name", "d");
        Map<FacetShapes, ObjectNode> containers =
                Map.of(
                        FacetShapes.RUN, ((ObjectNode) event.get("run")).putObject("facets"),
                        FacetShapes.JOB, ((ObjectNode) event.get("job")).putObject("facets"),
                        FacetShapes.DATASET, dataset.putObject("facets"),
                        FacetShapes.INPUT, dataset.putObject("inputFacets"));
        facets.properties()
                .forEach(
                        facet ->
                                containers.forEach(
                                        (container, object) -> {
                                            if (container.keys().contains(facet.getKey())) {
                                                object.set(facet.getKey(), facet.getValue());
                                            }
                                        }));
        return event;
    }

    /** Returns an event with few of its facets, so that a change hits each more often. */
    private static ObjectNode some(ObjectNode event, Random random) {
        ObjectNode some = event.deepCopy();
        List<JsonNode> containers = new ArrayList<>();
        containers.add(some.at("/run/facets"));
        containers.add(some.at("/job/facets"));
        for (String role : List.of("inputs", "outputs")) {
            for (JsonNode dataset : some.path(role)) {
                containers.add(dataset.path("facets"));
                containers.add(dataset.path("inputFacets"));
                containers.add(dataset.path("outputFacets"));
            }
        }
        for (JsonNode container : containers) {
            if (container instanceof ObjectNode facets && facets.size() > 2) {
                List<String> keys = new ArrayList<>(facets.propertyNames());
                facets.retain(
                        keys.get(random.nextInt(keys.size())),
                        keys.get(random.nextInt(keys.size())));
            }
        }
        return some;
    }
}
