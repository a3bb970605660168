package io.clew.protocol.sagemaker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.http.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every bound that a table names is tried at it, below it and above it. */
class ChecksTests {

    @TestFactory
    List<DynamicTest> everyBoundHoldsExactly() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<Shapes, List<String>> table :
                Map.of(
                                Shapes.OPERATIONS,
                                List.of(
                                        "ExperimentEntityName",
                                        "ContextName",
                                        "ExperimentDescription",
                                        "StringParameterValue",
                                        "ArtifactPropertyValue",
                                        "SourceUri",
                                        "String256",
                                        "String40",
                                        "TagKey",
                                        "TagValue",
                                        "MetadataPropertyValue",
                                        "TrialComponentKey320",
                                        "TrialComponentKey128",
                                        "TrialComponentKey256",
                                        "TrialComponentArtifactValue",
                                        "TrialComponentStatusMessage",
                                        "NextToken",
                                        "SearchName",
                                        "SearchValue"),
                                Shapes.METRICS,
                                List.of("ExperimentEntityName", "MetricName"))
                        .entrySet()) {
            for (String name : table.getValue()) {
                tests.add(DynamicTest.dynamicTest(name, () -> lengths(table.getKey(), name)));
            }
        }
        return tests;
    }

    private static void lengths(Shapes shapes, String name) {
        Shape.Text text = (Shape.Text) shapes.get(name);
        long most = text.length().most();
        long least = text.length().least();
        assertThat(wrong(shapes, name, "a".repeat((int) most))).isEmpty();
        assertThat(wrong(shapes, name, "a".repeat((int) most + 1)))
                .contains("Member must have length less than or equal to " + most);
        assertThat(wrong(shapes, name, "a".repeat((int) least))).isEmpty();
        if (least > 0) {
            assertThat(wrong(shapes, name, "a".repeat((int) least - 1)))
                    .contains("Member must have length greater than or equal to " + least);
        }
    }

    /** Checks a value as the only field of an operation that the tables lack. */
    private static String wrong(Shapes shapes, String shape, Object value) {
        try {
            Checks.checkValue(shapes, shape, value);
            return "";
        } catch (Refusal refusal) {
            return refusal.text();
        }
    }

    @Test
    void numbersAndSizesAreBounded() {
        for (long number : List.of(1L, 100L)) {
            assertThat(wrong(Shapes.OPERATIONS, "MaxResults", number)).isEmpty();
        }
        assertThat(wrong(Shapes.OPERATIONS, "MaxResults", 0L))
                .contains("greater than or equal to 1");
        assertThat(wrong(Shapes.OPERATIONS, "MaxResults", 101L))
                .contains("less than or equal to 100");
        assertThat(wrong(Shapes.OPERATIONS, "QueryLineageMaxDepth", 10L)).isEmpty();
        assertThat(wrong(Shapes.OPERATIONS, "QueryLineageMaxDepth", 11L)).contains("10");
        assertThat(wrong(Shapes.OPERATIONS, "QueryLineageMaxResults", 51L)).contains("50");
        assertThat(wrong(Shapes.OPERATIONS, "ListTagsMaxResults", 49L)).contains("50");
        assertThat(wrong(Shapes.OPERATIONS, "MaxResults", 1L << 40)).contains("32-bit");
        sizes("LineageEntityParameters", 30, "x");
        sizes("ArtifactProperties", 30, "x");
        sizes("QueryProperties", 5, "x");
        sizes("TrialComponentParameters", 300, Map.of("StringValue", "x"));
        sizes("TrialComponentArtifacts", 60, Map.of("Value", "x"));
        String arn = "arn:aws:sagemaker:eu-west-1:123456789012:action/a";
        lists(Shapes.OPERATIONS, "QueryLineageStartArns", 0, 1, arn);
        lists(Shapes.OPERATIONS, "QueryTypes", 0, 5, "x");
        lists(Shapes.OPERATIONS, "QueryLineageTypes", 0, 4, "Action");
        Map<String, String> tag = Map.of("Key", "k", "Value", "v");
        lists(Shapes.OPERATIONS, "TagList", 0, 50, tag);
        lists(Shapes.OPERATIONS, "TagKeyList", 1, 50, "k");
        Map<String, String> filter = Map.of("Name", "n");
        lists(Shapes.OPERATIONS, "SearchFilters", 1, 20, filter);
        lists(
                Shapes.METRICS,
                "RawMetricDataList",
                1,
                10,
                Map.of("MetricName", "m", "Timestamp", 1L, "Value", 0.5));
        lists(
                Shapes.METRICS,
                "MetricQueryList",
                1,
                100,
                Map.of(
                        "MetricName", "m",
                        "ResourceArn", arn,
                        "MetricStat", "Avg",
                        "Period", "OneMinute",
                        "XAxisType", "Timestamp"));
    }

    private static void lists(Shapes shapes, String shape, int least, int most, Object element) {
        assertThat(wrong(shapes, shape, Collections.nCopies(most, element))).as(shape).isEmpty();
        assertThat(wrong(shapes, shape, Collections.nCopies(most + 1, element)))
                .as(shape)
                .contains("length less than or equal to " + most);
        assertThat(wrong(shapes, shape, Collections.nCopies(least, element))).as(shape).isEmpty();
        if (least > 0) {
            assertThat(wrong(shapes, shape, Collections.nCopies(least - 1, element)))
                    .as(shape)
                    .contains("length greater than or equal to " + least);
        }
    }

    @Test
    void arnsHaveKindsAndAtMost256Characters() {
        String arn = "arn:aws:sagemaker:eu-west-1:123456789012:";
        for (String kind :
                List.of(
                        "experiment",
                        "experiment-trial-component",
                        "artifact",
                        "action",
                        "context")) {
            String longest = arn + kind + "/";
            longest += "a".repeat(256 - longest.length());
            assertThat(wrong(Shapes.OPERATIONS, "AssociationEntityArn", longest)).isEmpty();
            assertThat(wrong(Shapes.OPERATIONS, "AssociationEntityArn", longest + "a"))
                    .contains("length less than or equal to 256");
        }
        for (String other :
                List.of(
                        arn + "training-job/x",
                        arn + "artifact",
                        "arn:aws:s3:eu-west-1:123456789012:artifact/x",
                        "arn:aws:sagemaker:eu-west-1:12345678901:artifact/x",
                        "arn:gcp:sagemaker:eu-west-1:123456789012:artifact/x")) {
            assertThat(wrong(Shapes.OPERATIONS, "AssociationEntityArn", other))
                    .as(other)
                    .contains("pattern");
        }
        for (String partition : List.of("aws-cn", "aws-us-gov")) {
            assertThat(
                            wrong(
                                    Shapes.OPERATIONS,
                                    "AssociationEntityArn",
                                    arn.replace("arn:aws:", "arn:" + partition + ":") + "action/x"))
                    .isEmpty();
        }
    }

    @Test
    void wordsAreThoseListedAndNoOthers() {
        Map<String, List<String>> words =
                Map.of(
                        "AssociationEdgeType",
                        List.of(
                                "ContributedTo",
                                "AssociatedWith",
                                "DerivedFrom",
                                "Produced",
                                "SameAs"),
                        "ArtifactSourceIdType",
                        List.of("MD5Hash", "S3ETag", "S3Version", "Custom"),
                        "Direction",
                        List.of("Both", "Ascendants", "Descendants"),
                        "LineageType",
                        List.of("TrialComponent", "Artifact", "Context", "Action"));
        words.forEach(
                (shape, all) -> {
                    all.forEach(
                            word -> assertThat(wrong(Shapes.OPERATIONS, shape, word)).isEmpty());
                    for (String other : List.of("", all.getFirst().toLowerCase(Locale.ROOT), "X")) {
                        assertThat(wrong(Shapes.OPERATIONS, shape, other))
                                .contains("Member must satisfy enum value set: [" + all.getFirst());
                    }
                });
    }

    private static void sizes(String shape, int most, Object value) {
        Map<String, Object> entries = new HashMap<>();
        for (int i = 0; i < most; i++) {
            entries.put("k" + i, value);
        }
        assertThat(wrong(Shapes.OPERATIONS, shape, entries)).as(shape).isEmpty();
        entries.put("more", value);
        assertThat(wrong(Shapes.OPERATIONS, shape, entries))
                .as(shape)
                .contains("less than or equal to " + most);
    }

    @Test
    void patternsAreOfTheWhole() {
        for (String name : List.of("a", "a-b", "a--b", "A9")) {
            assertThat(wrong(Shapes.OPERATIONS, "ExperimentEntityName", name)).isEmpty();
        }
        for (String name : List.of("-a", "a-", "a_b", "a b", "ä", "a/b", "a\n")) {
            assertThat(wrong(Shapes.OPERATIONS, "ExperimentEntityName", name))
                    .as(name)
                    .contains("regular expression pattern");
        }
        assertThat(wrong(Shapes.OPERATIONS, "ContextName", "a_b")).isEmpty();
        assertThat(wrong(Shapes.OPERATIONS, "ContextName", "_a")).contains("pattern");
        assertThat(wrong(Shapes.METRICS, "ExperimentEntityName", "Upper")).contains("pattern");
        String arn = "arn:aws:sagemaker:eu-west-1:123456789012:";
        assertThat(wrong(Shapes.OPERATIONS, "AssociationEntityArn", arn + "artifact/x")).isEmpty();
        assertThat(wrong(Shapes.OPERATIONS, "AssociationEntityArn", arn + "experiment-trial/x"))
                .contains("pattern");
        assertThat(wrong(Shapes.OPERATIONS, "TagKey", "a&b")).contains("pattern");
    }

    @Test
    void allThatIsWrongIsToldTogether() {
        assertThatThrownBy(
                        () ->
                                check(
                                        "CreateAction",
                                        "{'ActionName':'-','Source':{},'Status':'Odd','Tags':[{'Key':'','Value':'v'}]}"))
                .hasMessage(
                        "5 validation errors detected: Value '-' at 'actionName' failed to satisfy"
                                + " constraint: Member must satisfy regular expression pattern:"
                                + " [a-zA-Z0-9](-*[a-zA-Z0-9]){0,119}; Value null at 'source.sourceUri'"
                                + " failed to satisfy constraint: Member must not be null; Value null at"
                                + " 'actionType' failed to satisfy constraint: Member must not be null;"
                                + " Value 'Odd' at 'status' failed to satisfy constraint: Member must"
                                + " satisfy enum value set: [Unknown, InProgress, Completed, Failed,"
                                + " Stopping, Stopped]; Value '' at 'tags.1.member.key' failed to satisfy"
                                + " constraint: Member must have length greater than or equal to 1");
    }

    @Test
    void anotherTypeIsASerializationError() {
        for (String json :
                List.of(
                        "{'ActionName':1}",
                        "{'Source':'s3://x'}",
                        "{'Tags':{}}",
                        "{'Properties':[]}",
                        "{'Properties':{'a':null}}",
                        "{'Tags':[null]}")) {
            assertThatThrownBy(() -> check("CreateAction", json))
                    .as(json)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal ->
                                    assertThat(refusal.error())
                                            .isEqualTo(Refusal.Error.SERIALIZATION));
        }
        assertThatThrownBy(() -> check("ListActions", "{'CreatedAfter':'2020-01-01'}"))
                .hasMessage("'createdAfter' must be a number");
        assertThatThrownBy(() -> check("ListActions", "{'CreatedAfter':-1}"))
                .hasMessageContaining("seconds since the epoch");
        assertThatThrownBy(() -> check("ListActions", "{'MaxResults':1.5}"))
                .hasMessage("'maxResults' must be an integer");
    }

    private static void check(String operation, String json) {
        Checks.check(
                Shapes.OPERATIONS,
                operation,
                Json.readObject(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)).asMap());
    }
}
