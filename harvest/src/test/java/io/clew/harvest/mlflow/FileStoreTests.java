package io.clew.harvest.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.harvest.mlflow.files.FolderFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileStoreTests {
    private static final String RUN = "12e45678901234567890123456789012";

    @TempDir Path root;

    @BeforeEach
    void make() throws IOException {
        write("0/meta.yaml", "experiment_id: '0'\nname: Default\nlifecycle_stage: active\n");
        write(
                "0/" + RUN + "/meta.yaml",
                "run_id: "
                        + RUN
                        + "\nrun_name: '1e3'\nstart_time: 5\nend_time: null\nstatus: 3\nuser_id: ann\n"
                        + "artifact_uri: mlflow-artifacts:/0/"
                        + RUN
                        + "/artifacts\ntags: []\n");
        write("0/" + RUN + "/metrics/a/loss", "1 0.5 0\n2 nan 1\n3 -inf 2 tx abc\n4 1");
        write("0/" + RUN + "/params/lr", "0.1");
        write("0/" + RUN + "/tags/mlflow.note", "two\nlines");
        write(".trash/9/meta.yaml", "experiment_id: '9'\nname: gone\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Heard pass() throws Exception {
        Heard heard = new Heard();
        try (MlflowSource source =
                new MlflowSource(
                        new FileStore(root),
                        new Cleaning("s3://bucket/mlruns"),
                        new Telling(new FolderFiles()))) {
            source.read("", heard);
        }
        return heard;
    }

    @Test
    void readsRunsAsMlflowWritesThem() throws Exception {
        Heard heard = pass();
        assertThat(heard.problems).isEmpty();
        assertThat(heard.records.get("experiment 9").path("deleted").asBoolean()).isTrue();
        assertThat(heard.records.get("run " + RUN).toString())
                .isEqualTo(
                        ("{\"type\":\"run\",\"id\":\"%s\",\"experiment\":\"0\",\"name\":\"1e3\","
                                        + "\"user\":\"ann\",\"status\":\"FINISHED\",\"start\":5,"
                                        + "\"uri\":\"s3://bucket/mlruns/0/%s/artifacts\",\"deleted\":false,"
                                        + "\"tags\":{\"mlflow.note\":\"two\\nlines\"},\"params\":{\"lr\":\"0.1\"},"
                                        + "\"points\":[[\"a/loss\",0.5,1,0],[\"a/loss\",\"NaN\",2,1],"
                                        + "[\"a/loss\",\"-Infinity\",3,2,\"\",\"tx\",\"abc\"],[\"a/loss\",1.0,4,0]]}")
                                .formatted(RUN, RUN));
    }

    @Test
    void tellsWhatIsHalfWrittenAndBringsTheRest() throws Exception {
        write("0/" + RUN + "/metrics/cut", "1 0.5 0\n17000");
        write("0/half/tags/x", "y");
        write("0/broken/meta.yaml", "run_id: [");
        write("1/tags/x", "y");
        write("models/fraud/meta.yaml", "name: fraud\ncreation_timestamp: 3\n");
        write("models/fraud/version-1/meta.yaml", "version: 1\ncurrent_stage: None\nsource: s\n");
        write("models/fraud/version-2/tags/x", "y");
        write("models/fraud/aliases/live", "one");
        Heard heard = pass();
        assertThat(heard.problems)
                .isEqualTo(
                        Map.of(
                                "0/" + RUN + "/metrics/cut",
                                "line 2 is cut",
                                "0/half",
                                "it has no meta.yaml: half written or half deleted",
                                "0/broken/meta.yaml",
                                "it is no whole YAML: half written",
                                "1",
                                "it has no meta.yaml: half written or half deleted",
                                "models/fraud/version-2",
                                "it has no meta.yaml: half written or half deleted",
                                "models/fraud/aliases/live",
                                "it names no version"));
        assertThat(heard.records.keySet())
                .containsAll(
                        List.of(
                                "experiment 0",
                                "run " + RUN,
                                "registered model fraud",
                                "model version fraud/1",
                                "aliases of fraud"));
    }

    @Test
    void tellsHowManyTracesAreLeft() throws Exception {
        write("0/traces/tr-1/trace_info.yaml", "x: y");
        write("0/traces/tr-2/trace_info.yaml", "x: y");
        assertThat(pass().problems)
                .containsOnly(Map.entry("traces", "2 of them are left: Clew does not bring these"));
    }

    @ParameterizedTest
    @CsvSource({"1.5,1.5", "nan,NaN", "inf,Infinity", "-inf,-Infinity", "1e-05,1.0E-5"})
    void readsNumbersAsPythonWritesThem(String text, String expected) {
        assertThat(FileRun.value(text)).hasToString(expected);
    }
}
