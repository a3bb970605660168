package io.clew.protocol.openlineage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.openlineage.event.Event.DatasetEvent;
import io.clew.protocol.openlineage.event.Event.JobEvent;
import io.clew.protocol.openlineage.event.Event.RunEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class EventReaderTests {

    @Test
    void readsAnEventWithEveryFacet() {
        ReadEvent read = read(Samples.everyFacet());
        assertThat(read.warnings()).isEmpty();
        RunEvent event = (RunEvent) read.event();
        assertThat(event.at()).isEqualTo(Instant.parse("2026-11-30T08:15:00.123Z"));
        assertThat(event.type()).isEqualTo(EventType.COMPLETE);
        assertThat(event.runFacets().byKey()).hasSize(12);
        assertThat(event.job().facets().find("sql").orElseThrow())
                .containsEntry("dialect", "spark");
        assertThat(event.inputs()).hasSize(1);
        assertThat(event.inputs().getFirst().roleFacets().byKey()).hasSize(5);
        assertThat(event.outputs().getFirst().facets().find("columnLineage")).isPresent();
        assertThat(event.outputs().getFirst().name()).isEqualTo("orders");
    }

    @Test
    void keepsUnknownFacetsAsTheyAre() {
        RunEvent event = (RunEvent) read(Samples.everyFacet()).event();
        assertThat(event.runFacets().byKey().get("openlineage_client"))
                .extractingByKey("anything")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .extractingByKey("at")
                .asString()
                .isEqualTo("[1, null, true, 2.5]");
    }

    @Test
    void tellsTheThreeFormsByTheirMembers() {
        assertThat(read(Samples.run()).event()).isInstanceOf(RunEvent.class);
        assertThat(read(Samples.job()).event()).isInstanceOf(JobEvent.class);
        assertThat(read(Samples.dataset()).event()).isInstanceOf(DatasetEvent.class);
        ObjectNode run = Samples.run();
        run.put("schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent");
        run.set("dataset", Samples.dataset().get("dataset"));
        assertThat(read(run).event()).as("run and job decide").isInstanceOf(RunEvent.class);
        ObjectNode both = Samples.job();
        both.set("dataset", Samples.dataset().get("dataset"));
        assertRefused(both, "/dataset", "JobEvent", "DatasetEvent");
    }

    @Test
    void takesAnEventWithoutType() {
        ObjectNode event = Samples.run();
        event.remove("eventType");
        assertThat(((RunEvent) read(event).event()).type()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventTime", "producer", "run", "job"})
    void namesWhatIsMissing(String member) {
        ObjectNode event = Samples.run();
        event.remove(member);
        if (member.equals("run")) {
            event.remove("job");
        }
        assertRefused(event, "/" + member, "missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/run/facets/parent/run/runId|7|a UUID",
                "/eventType|\"DONE\"|START, RUNNING, COMPLETE, ABORT, FAIL, OTHER",
                "/eventType|null|START",
                "/eventTime|1700000000|RFC 3339",
                "/eventTime|\"yesterday\"|RFC 3339",
                "/eventTime|\"2026-02-30T00:00:00Z\"|RFC 3339",
                "/eventTime|\"1969-12-31T23:59:59Z\"|1970-01-01T00:00:00Z to 2200",
                "/eventTime|\"9999-01-01T00:00:00Z\"|1970-01-01T00:00:00Z to 2200",
                "/run|[]|an object",
                "/inputs|{}|a list",
                "/inputs/0|\"raw\"|an object",
                "/job/name|\"\"|names something",
                "/job/facets|null|an object",
                "/job/facets/sql/query|null|a text",
                "/job/facets/sql/_producer|{}|an absolute URI",
                "/job/facets/jobType/emissionPattern/windowDuration|0|a whole number from 1",
                "/job/facets/lineage/entries/0/type|\"VIEW\"|one of",
                "/inputs/0/facets/schema/fields/1/fields/0/name|1|a text",
                "/inputs/0/inputFacets/subset/inputCondition/right/left/type|\"x\"|one of",
                "/inputs/0/inputFacets/dataQualityMetrics/columnMetrics/id/nullCount|1.5|whole",
                "/outputs/0/facets/lifecycleStateChange/lifecycleStateChange|\"GONE\"|one of ALTER",
                "/outputs/0/facets/columnLineage/fields/total/inputFields/0/transformations/0/masking"
                        + "|\"no\"|true or false",
                "/outputs/0/outputFacets/outputStatistics/rowCount|\"9\"|a whole number",
            })
    void namesThePlaceOfWhatIsWrongAndWhatWasExpected(
            String pointer, String value, String expected) {
        ObjectNode event = Samples.everyFacet();
        put(event, pointer, Samples.object("{\"v\":" + value + "}").get("v"));
        assertRefused(event, pointer, expected);
    }

    @Test
    void escapesThePointer() {
        ObjectNode event = Samples.everyFacet();
        ObjectNode fields = (ObjectNode) event.at("/outputs/0/facets/columnLineage/fields");
        fields.put("a/b~c", 1);
        assertRefused(event, "/outputs/0/facets/columnLineage/fields/a~1b~0c", "an object");
    }

    @Test
    void keepsRunIdsThatAreNoUuidWithAWarning() {
        ObjectNode event = Samples.run();
        ((ObjectNode) event.get("run")).put("runId", "manual__2026-11-30");
        ReadEvent read = read(event);
        assertThat(((RunEvent) read.event()).runId()).isEqualTo("manual__2026-11-30");
        assertThat(read.warnings()).singleElement().asString().contains("/run/runId", "UUID");
    }

    @Test
    void spellsUuidsInLowerCase() {
        ObjectNode event = Samples.run();
        ((ObjectNode) event.get("run")).put("runId", "0192F5A0-7D1E-7C4B-9A55-3F2B8C1D0E01");
        ReadEvent read = read(event);
        assertThat(((RunEvent) read.event()).runId())
                .isEqualTo("0192f5a0-7d1e-7c4b-9a55-3f2b8c1d0e01");
        assertThat(read.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T08:15:00Z,2026-11-30T08:15:00Z,false",
        "2026-11-30t08:15:00.5z,2026-11-30T08:15:00.500Z,false",
        "2026-11-30T08:15:00.123456789+05:30,2026-11-30T02:45:00.123456789Z,false",
        "2026-11-30T08:15:60Z,2026-11-30T08:15:59Z,false",
        "2026-11-30T08:15:00.123456,2026-11-30T08:15:00.123456Z,true",
        "2026-11-30 08:15:00+00:00,2026-11-30T08:15:00Z,true",
        "2026-11-30T08:15:00+0100,2026-11-30T07:15:00Z,true",
        "2026-11-30T08:15+01:00[Europe/Paris],2026-11-30T07:15:00Z,true",
    })
    void readsMomentsAsProducersWriteThem(String text, String instant, boolean odd) {
        ObjectNode event = Samples.run();
        event.put("eventTime", text);
        ReadEvent read = read(event);
        assertThat(read.event().at()).isEqualTo(Instant.parse(instant));
        assertThat(read.warnings()).hasSize(odd ? 1 : 0);
    }

    @Test
    void keepsEventsOfOldClientsWithoutSchemaUrl() {
        ObjectNode event = Samples.run();
        event.remove("schemaURL");
        assertThat(read(event).warnings()).singleElement().asString().contains("/schemaURL");
    }

    @Test
    void keepsTextsThatAreNoUriWithAWarning() {
        ObjectNode event = Samples.run();
        event.put("producer", "my pipeline");
        assertThat(read(event).warnings()).singleElement().asString().contains("/producer");
    }

    @Test
    void takesAFacetBackWithoutItsOwnMembers() {
        ObjectNode event = Samples.everyFacet();
        ObjectNode sql = (ObjectNode) event.at("/job/facets/sql");
        sql.remove("query");
        sql.put("_deleted", true);
        RunEvent read = (RunEvent) read(event).event();
        assertThat(read.job().facets().isDeleted("sql")).isTrue();
        assertThat(read.job().facets().find("sql")).isEmpty();
    }

    @Test
    void acceptsASchemaOfAHundredThousandColumns() {
        ObjectNode event = Samples.everyFacet();
        ArrayNode fields = (ArrayNode) event.at("/inputs/0/facets/schema/fields");
        for (int i = 0; i < 100_000; i++) {
            fields.addObject().put("name", "c" + i).put("type", "double");
        }
        RunEvent read = (RunEvent) read(event).event();
        assertThat(read.inputs().getFirst().facets().find("schema").orElseThrow().get("fields"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(100_002);
    }

    @Test
    void refusesWhatIsGigantic() {
        ObjectNode name = Samples.run();
        ((ObjectNode) name.get("job")).put("name", "x".repeat(8193));
        assertRefused(name, "/job/name", "8193 characters", "8192");
        ObjectNode many = Samples.run();
        ArrayNode inputs = many.putArray("inputs");
        JsonNode dataset = Samples.dataset().get("dataset");
        for (int i = 0; i < 10_001; i++) {
            inputs.add(dataset);
        }
        assertRefused(many, "/inputs", "10001", "10000 elements at most");
    }

    @Test
    void boundsItsWarnings() {
        ObjectNode event = Samples.run();
        ObjectNode facets = ((ObjectNode) event.get("job")).putObject("facets");
        for (int i = 0; i < 50; i++) {
            facets.set("f" + i, Samples.object("{\"_producer\":\"x\",\"_schemaURL\":\"y\"}"));
        }
        assertThat(read(event).warnings()).hasSize(21).last().asString().contains("80 more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "null", "7", "{", "{\"a\":1}}", "\u0000", "{\"a\":1,\"a\":2}"})
    void refusesWhatIsNoObjectOfJson(String body) {
        ClewException refusal =
                catchThrowableOfType(
                        ClewException.class,
                        () -> EventReader.read(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        ObjectNode event = Samples.run();
        String nested = "{\"a\":".repeat(300) + "1" + "}".repeat(300);
        String text = event.toString().replace("\"START\"", nested);
        ClewException refusal =
                catchThrowableOfType(
                        ClewException.class,
                        () -> EventReader.read(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal).hasMessageContaining("levels of nesting");
    }

    private static ReadEvent read(ObjectNode event) {
        return EventReader.read(Samples.bytes(event));
    }

    private static void assertRefused(ObjectNode event, String pointer, String... words) {
        ClewException refusal = catchThrowableOfType(ClewException.class, () -> read(event));
        assertThat(refusal).as(event.toString()).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
        assertThat(Map.entry(String.valueOf(refusal.field()), refusal.getMessage()))
                .satisfies(
                        told -> {
                            assertThat(told.getKey()).isEqualTo(pointer);
                            assertThat(told.getValue()).contains(words);
                        });
    }

    /** Puts a value at a place that is there. */
    private static void put(ObjectNode event, String pointer, JsonNode value) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = event.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), value);
        } else {
            ((ObjectNode) parent).set(last, value);
        }
    }
}
