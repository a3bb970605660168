package io.clew.identity.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.clew.identity.MarkdownTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MlflowDatasetsTests {
    @TestFactory
    Stream<DynamicTest> readsSources() {
        return MarkdownTables.rows("MLflow dataset sources").stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(0) + " " + row.get(1), () -> reads(row)));
    }

    private static void reads(List<String> row) {
        MlflowDataset read =
                MlflowDatasets.of(row.get(0), source(row.get(1)), "fraud", "train", "0badcafe");
        assertThat(read.name().namespace()).isEqualTo(row.get(2));
        assertThat(read.name().name()).isEqualTo(row.get(3));
        assertThat(read.weakName()).isEqualTo(row.get(4).equals("yes"));
        assertThat(read.version().orElseThrow().last()).isEqualTo(row.get(5));
        assertThat(read.weakVersion()).isEqualTo(row.get(5).startsWith("mlflow-"));
    }

    private static Map<String, Object> source(String text) {
        Map<String, Object> source = new LinkedHashMap<>();
        for (String field : text.split(", ")) {
            String[] parts = field.split("=", 2);
            source.put(parts[0], parts[1]);
        }
        return source;
    }

    @Test
    void readsNumbersListsAndNulls() {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("path", "json");
        source.put("data_files", Map.of("train", List.of("s3://bank/a.json")));
        source.put("revision", null);
        MlflowDataset read = MlflowDatasets.of("hugging_face", source, "fraud", "train", null);
        assertThat(read.name().text()).isEqualTo("s3://bank/a.json");
        assertThat(read.version()).isEmpty();

        MlflowDataset delta =
                MlflowDatasets.of(
                        "delta_table",
                        Map.of("path", "/data/t", "delta_table_version", 7.0),
                        "fraud",
                        "train",
                        "0badcafe");
        assertThat(delta.version().orElseThrow())
                .hasToString("urn:clew:dataset-version:file/%2Fdata%2Ft/v-7");
    }

    @Test
    void keepsWhichPartWasRead() {
        MlflowDataset read =
                MlflowDatasets.of(
                        "hugging_face",
                        Map.of("path", "bank/fraud", "split", "test", "config_name", "None"),
                        "fraud",
                        "train",
                        null);
        assertThat(read.part()).containsExactly(Map.entry("split", "test"));

        MlflowDataset files =
                MlflowDatasets.of(
                        "hugging_face",
                        Map.of(
                                "path",
                                "csv",
                                "data_files",
                                Map.of("train", List.of("https://me:pw@h/a", "https://me:pw@h/b"))),
                        "fraud",
                        "train",
                        null);
        assertThat(files.part())
                .containsExactly(Map.entry("data_files", "train=https://h/a, https://h/b"));
    }

    @Test
    void showsSourcesWithoutCredentials() {
        MlflowDataset read =
                MlflowDatasets.of(
                        "http",
                        Map.of("url", "https://me:pw@example.com/a.csv?token=t0p&year=2024"),
                        "fraud",
                        "train",
                        null);
        assertThat(read.source()).contains("https://example.com/a.csv?token=***&year=2024");
    }

    @Test
    void namesNoDatasetByAServerOfWhichItKnowsNoTable() {
        MlflowDataset read =
                MlflowDatasets.of(
                        "a_plugin",
                        Map.of("uri", "postgresql://me:pw@db:5432"),
                        "fraud",
                        "train",
                        "0badcafe");
        assertThat(read.weakName()).isTrue();
        assertThat(read.urn())
                .hasToString("urn:clew:dataset:mlflow%2Ffraud/postgresql%3A%2F%2Fdb%3A5432");
    }

    @Test
    void readsTheTagOfSparkSources() {
        assertThat(
                        MlflowDatasets.ofSparkTag(
                                "path=s3a://bank/t,version=3,format=delta\n"
                                        + "path=/data/a,b=c.csv,format=csv\n"
                                        + "path=sales.t,format=hive\nnonsense",
                                "fraud"))
                .extracting(d -> d.name().text(), d -> d.version().map(v -> v.last()).orElse(""))
                .containsExactly(
                        tuple("s3://bank/t", "v-3"),
                        tuple("/data/a,b=c.csv", ""),
                        tuple("mlflow/fraud/sales.t", ""));
    }
}
