package io.clew.protocol.openlineage.facets;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.Digests;
import io.clew.identity.environment.EngineEnvironment;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Facets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FacetMeaningsTests {
    private static final Urn ENVIRONMENT = new EngineEnvironment("spark", "3.5.1").urn();
    private static final String CODE =
            "code:github.com%2Fbank%2Fetl/693e35482bc2e526ced2b5f9f76ef83dec6ec691";

    private final Recorder out = new Recorder();

    static List<FacetCases.Case> cases() {
        return FacetCases.ALL;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void statesWhatEachFacetMeans(FacetCases.Case facet) {
        state(facet.container(), "{\"" + facet.key() + "\": " + facet.json() + "}");
        List<String> expected =
                Arrays.stream(facet.states().split("\n"))
                        .filter(line -> !line.isEmpty())
                        .map(FacetMeaningsTests::named)
                        .sorted()
                        .toList();
        assertThat(out.lines.stream().sorted().toList()).isEqualTo(expected);
    }

    @Test
    void hasACaseForEachFacet() {
        Set<String> tested = new HashSet<>();
        FacetCases.ALL.forEach(each -> tested.add(each.toString()));
        Set<String> known =
                KnownFacets.ALL.stream()
                        .map(f -> f.containers().iterator().next().word() + " " + f.key())
                        .collect(Collectors.toSet());
        assertThat(KnownFacets.ALL).hasSize(38);
        assertThat(tested).hasSize(38);
        assertThat(KnownFacets.ALL)
                .allMatch(
                        f ->
                                f.containers().stream()
                                        .anyMatch(c -> tested.contains(c.word() + " " + f.key())),
                        known.toString());
    }

    /** Puts the names that are long into an expected line. */
    private static String named(String line) {
        return line.replace("ENV", ENVIRONMENT.toString().substring("urn:clew:".length()))
                .replace("CODE", CODE)
                .replace("DIGEST", Digests.sha256("print(1)"));
    }

    private void state(Container container, String facets) {
        switch (container) {
            case RUN ->
                    FacetMeanings.ofRun(
                            Sent.run(facets, Sent.job("{}"), List.of(), List.of()),
                            Recorder.RUN,
                            Recorder.JOB,
                            out);
            case JOB -> FacetMeanings.ofJob(Sent.job(facets), Recorder.JOB, Recorder.RUN, out);
            case DATASET -> dataset(Sent.dataset("shop.public.users", facets));
            case INPUT, OUTPUT -> dataset(Sent.dataset("shop.public.users", "{}", facets));
        }
    }

    private void dataset(DatasetRef ref) {
        FacetMeanings.ofDataset(ref, Recorder.DATASET, out);
        FacetMeanings.ofRole(ref, Recorder.DATASET, out);
        FacetMeanings.ofVersion(ref, Recorder.VERSION, out);
    }

    @Test
    void endsWhatADeletedFacetHadStated() {
        for (FacetCases.Case facet : FacetCases.ALL) {
            state(facet.container(), "{\"" + facet.key() + "\": " + facet.json() + "}");
        }
        out.lines.clear();
        state(
                Container.JOB,
                """
                {"documentation": {"_deleted": true}, "ownership": {"_deleted": true},
                 "sql": {"_deleted": true}, "tags": {"_deleted": true}}
                """);
        state(
                Container.DATASET,
                """
                {"schema": {"_deleted": true}, "tags": {"_deleted": true},
                 "dataQualityAssertions": {"_deleted": true}, "never-sent": {"_deleted": true}}
                """);
        assertThat(out.lines)
                .containsExactlyInAnyOrder(
                        "job description ends",
                        "job description-format ends",
                        "job owner ends",
                        "job attributed-to only:",
                        "job sql ends",
                        "job sql-dialect ends",
                        "job tag.pii ends",
                        "dataset schema ends",
                        "version schema ends",
                        "dataset tag.tier ends",
                        "dataset assertion.not_null.id ends",
                        "dataset assertion.no_orphans ends",
                        "version assertion.not_null.id ends",
                        "version assertion.no_orphans ends");
    }

    @Test
    void replacesListsButKeepsWhatTheNextFacetDoesNotTell() {
        state(Container.JOB, "{\"sql\": {\"query\": \"SELECT 1\", \"dialect\": \"duckdb\"}}");
        state(Container.RUN, "{\"tags\": {\"tags\": [{\"key\": \"a\", \"value\": \"1\"}]}}");
        out.lines.clear();
        state(Container.JOB, "{\"sql\": {\"query\": \"SELECT 1\"}}");
        state(Container.RUN, "{\"tags\": {\"tags\": [{\"key\": \"b\", \"value\": \"2\"}]}}");
        assertThat(out.lines).containsExactlyInAnyOrder("run tag.a ends", "run tag.b = 2");
    }

    @Test
    void keepsAnUnknownFacetAsItWasSent() {
        state(
                Container.RUN,
                """
                {"agentAttribution": {"_producer": "p", "agents": [{"id": 99999999999999999999, "score": 0.5}]}}
                """);
        state(Container.INPUT, "{\"icebergScanReport\": {\"snapshotId\": 7.1E18}}");
        assertThat(out.lines)
                .containsExactlyInAnyOrder(
                        "run facet.agentAttribution = {_producer=p,"
                                + " agents=[{id=99999999999999999999, score=0.5}]}",
                        "dataset facet.icebergScanReport = {snapshotId=7.1E18}");
        state(Container.JOB, "{\"facetOfNobody\": {\"_deleted\": true}}");
        assertThat(out.lines).hasSize(2);
    }

    @Test
    void takesSparksExceptionForTheErrorWhereNothingElseTellsIt() {
        String exception = "\"spark.exception\": {\"stackTrace\": \"java.E: no\\n\\tat a.B\"}";
        state(Container.RUN, "{" + exception + "}");
        assertThat(out.lines).contains("run error = java.E: no", "run error-language = JAVA");
        assertThat(out.lines).anyMatch(line -> line.startsWith("run error-trace = java.E"));
        assertThat(out.lines).anyMatch(line -> line.startsWith("run facet.spark.exception = {"));
        state(
                Container.RUN,
                "{"
                        + exception
                        + ", \"errorMessage\": {\"message\": \"told\", \"programmingLanguage\": \"SQL\"}}");
        assertThat(out.lines).contains("run error = told", "run error-language = SQL");
    }

    @Test
    void anExtractionInWhichNothingFailedIsNoError() {
        state(
                Container.RUN,
                "{\"extractionError\": {\"totalTasks\": 3, \"failedTasks\": 0, \"errors\": []}}");
        assertThat(out.lines).noneMatch(line -> line.contains("extraction failed"));
    }

    @Test
    void leavesALargeUnknownFacetInTheEvent() {
        String plan = "ü".repeat(10_000);
        state(Container.RUN, "{\"spark.logicalPlan\": {\"plan\": \"" + plan + "\"}}");
        assertThat(out.lines).hasSize(1);
        assertThat(out.lines.getFirst())
                .startsWith("run facet.spark.logicalPlan = {")
                .contains("kept=in the event")
                .contains("bytes=" + (20_000 + "{\"plan\":\"\"}".length()));
        state(Container.RUN, "{\"deep\": {\"a\": " + "[".repeat(60) + "]".repeat(60) + "}}");
        assertThat(out.lines.getLast()).contains("kept=in the event");
    }

    @Test
    void masksSecretsOfEveryKind() {
        state(
                Container.RUN,
                """
                {"environmentVariables": {"environmentVariables": [
                   {"name": "GITHUB_TOKEN", "value": "s3cr3t"}, {"name": "aws_secret_access_key", "value": "s3cr3t"},
                   {"name": "GOOGLE_CREDENTIALS", "value": "s3cr3t"}, {"name": "SESSION", "value": "eyJhbGciOiJub25lIn0.s3cr3t"},
                   {"name": "JAVA_OPTS", "value": "-Dpassword=s3cr3t"}, {"name": "CONN", "value": "mysql://root:s3cr3t@db/x"}]},
                 "executionParameters": {"parameters": [{"key": "api_key", "value": "s3cr3t"}, {"key": "lr", "value": "0.1"}]}}
                """);
        assertThat(out.lines).hasSize(8).noneMatch(line -> line.contains("s3cr3t"));
        assertThat(out.lines).contains("run param.lr = 0.1", "run param.api_key = ***");
    }

    @Test
    void endsADeletionWhenADatasetIsMadeAgain() {
        state(Container.DATASET, change("CREATE"));
        state(Container.DATASET, change("DROP"));
        state(Container.DATASET, change("CREATE"));
        assertThat(out.lines.stream().filter(line -> line.startsWith("dataset ")).toList())
                .containsExactly(
                        "dataset lifecycle = CREATE",
                        "dataset lifecycle = DROP",
                        "dataset deleted = true",
                        "dataset lifecycle = CREATE",
                        "dataset deleted ends");
    }

    private static String change(String change) {
        return "{\"lifecycleStateChange\": {\"lifecycleStateChange\": \"" + change + "\"}}";
    }

    @Test
    void takesHowMuchWasReadForNoFigureOfTheDatasetWhereItIsNone() {
        dataset(
                Sent.dataset(
                        "shop.public.users",
                        "{\"dataQualityMetrics\": {\"rowCount\": 100, \"columnMetrics\": {}}}",
                        "{\"inputStatistics\": {\"rowCount\": 5}}"));
        dataset(
                Sent.dataset(
                        "shop.public.users",
                        "{}",
                        """
                        {"inputStatistics": {"rowCount": 5}, "subset": {"inputCondition":
                          {"type": "location", "locations": ["s3://b/1"]}}}
                        """));
        assertThat(out.lines)
                .containsExactly("dataset quality.rows = 100", "version quality.rows = 100");
    }

    @Test
    void drawsColumnsOnlyWhenASchemaIsNews() {
        String schema = "{\"schema\": {\"fields\": [{\"name\": \"id\"}]}}";
        state(Container.DATASET, schema);
        assertThat(out.lines).contains("column id part-of dataset");
        out.lines.clear();
        state(Container.DATASET, schema);
        assertThat(out.lines).isEmpty();
    }

    @Test
    void boundsAVeryWideSchemaAndSaysSo() {
        String fields =
                java.util.stream.IntStream.range(0, 100_000)
                        .mapToObj(i -> "{\"name\": \"c" + i + "\"}")
                        .collect(Collectors.joining(","));
        state(Container.DATASET, "{\"schema\": {\"fields\": [" + fields + "]}}");
        assertThat(out.lines.stream().filter(line -> line.startsWith("column")).count())
                .isEqualTo(Schema.COLUMNS_MAX);
        assertThat(out.lines.stream().filter(line -> line.contains(" cut.")).toList())
                .hasSize(3)
                .allMatch(line -> line.contains("of=100000"));
        out.lines.clear();
        state(Container.DATASET, "{\"schema\": {\"fields\": [{\"name\": \"id\"}]}}");
        assertThat(out.lines)
                .contains("dataset cut.schema ends", "dataset cut.schema.columns ends");
    }

    @Test
    void keepsTheBeginningOfAVeryLongQueryAndTellsItFromOthers() {
        String query = "SELECT " + "x".repeat(1_000_000);
        state(Container.JOB, "{\"sql\": {\"query\": \"" + query + "\"}}");
        String first = out.lines.getFirst();
        assertThat(first.length()).isLessThan(70_000);
        assertThat(first).endsWith("is in the event]").contains("1000007 characters");
        out.lines.clear();
        state(Container.JOB, "{\"sql\": {\"query\": \"" + query + "y\"}}");
        assertThat(out.lines).isNotEmpty();
    }

    @Test
    void statesNothingOfWhatIsOddAndThrowsNever() {
        String odd =
                FacetCases.ALL.stream()
                        .map(FacetCases.Case::key)
                        .distinct()
                        .map(
                                key ->
                                        "\"%s\": {%s}"
                                                .formatted(
                                                        key,
                                                        """
                                                        "fields": 7, "tags": [null, 1, {}], "owners": {}, "query": [], "upstream": [{"job": 1}],
                                                        "tests": [{}], "assertions": ["x", {}], "columnMetrics": {"a": 1, "": {}}, "hierarchy": "x",
                                                        "identifiers": null, "rowCount": 1.5, "size": 99999999999999999999, "errors": 1, "parameters": [[]],
                                                        "environmentVariables": [{"value": "x"}], "name": null, "url": "", "previousIdentifier": 3,
                                                        "lifecycleStateChange": {}, "emissionPattern": 2, "catalogProperties": [], "nominalStartTime": "soon"
                                                        """))
                        .collect(Collectors.joining(",", "{", "}"));
        for (Container container : Container.values()) {
            state(container, odd);
        }
        assertThat(out.lines).contains("run nominal-start = soon");
        FacetMeanings.ofDataset(
                new DatasetRef("n", "x", Facets.NONE, Facets.NONE), Recorder.DATASET, out);
    }
}
