package io.clew.protocol.openlineage.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.EventReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read from an event before the writer's turn. */
class PreparedRunTests {

    @Test
    void derivationsHaveTheHashThatIsStoredOfThem() {
        PreparedRun run =
                read(
                        """
                        {"eventTime": "2026-11-30T08:15:00Z", "eventType": "COMPLETE",
                         "producer": "https://bank.example/etl",
                         "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                         "run": {"runId": "0193786d-0f00-7000-8000-000000000001"},
                         "job": {"namespace": "etl", "name": "load"},
                         "inputs": [],
                         "outputs": [{"namespace": "s3://lake", "name": "out", "facets": {
                          "columnLineage": {"_producer": "https://bank.example/etl",
                           "_schemaURL": "https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet",
                           "fields": {
                            "a": {"inputFields": [{"namespace": "s3://lake", "name": "in", "field": "x",
                              "transformations": [{"type": "DIRECT", "subtype": "IDENTITY", "masking": false}]}]},
                            "b": {"inputFields": [{"namespace": "s3://lake", "name": "in", "field": "y",
                              "transformations": [{"type": "DIRECT", "subtype": "IDENTITY", "masking": false}]},
                              {"namespace": "s3://lake", "name": "other", "field": "z"}]}},
                           "dataset": [{"namespace": "s3://lake", "name": "other", "field": "key",
                             "transformations": [{"type": "INDIRECT", "subtype": "JOIN"}]}]}}}]}
                        """);
        List<Map<String, Object>> same =
                List.of(Map.of("type", "DIRECT", "subtype", "IDENTITY", "masking", false));
        List<Map<String, Object>> join = List.of(Map.of("type", "INDIRECT", "subtype", "JOIN"));
        assertThat(run.derivationsHash())
                .isEqualTo(
                        TreeHash.of(
                                Stream.of(
                                                derived("a", "in", "x", same),
                                                derived("b", "in", "y", same),
                                                derived("b", "other", "z", List.of()),
                                                derived(null, "other", "key", join))
                                        .toList()));
    }

    private static List<@Nullable Object> derived(
            @Nullable String output, String input, String field, List<Map<String, Object>> how) {
        return Arrays.asList("s3://lake/out", output, "s3://lake/" + input, field, how);
    }

    private static PreparedRun read(String json) {
        return PreparedRun.of(
                (Event.RunEvent) EventReader.read(json.getBytes(StandardCharsets.UTF_8)).event());
    }
}
