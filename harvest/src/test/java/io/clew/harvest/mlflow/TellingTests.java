package io.clew.harvest.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.harvest.mlflow.files.FolderFiles;
import io.clew.harvest.mlflow.files.OldFile;
import io.clew.harvest.mlflow.files.OldFiles;
import io.clew.harvest.mlflow.files.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tells what the files of models say, of a folder as MLflow writes it. */
class TellingTests {
    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "1123456789abcdef0123456789abcdef";
    private static final String MODEL = "m-0123456789abcdef0123456789abcdef";
    private static final String OF_MODEL = "model files of logged model " + MODEL;
    private static final String OF_RUN = "model files of run " + RUN + " at nested/model";

    @TempDir Path folder;
    private final Heard heard = new Heard();
    private OldFiles files = new FolderFiles();

    @BeforeEach
    void make() throws IOException {
        write("mlruns/0/meta.yaml", "experiment_id: '0'\nname: a\nartifact_location: " + art("0"));
        run(RUN, art("0/" + RUN + "/artifacts"));
        write(
                "mlruns/0/" + RUN + "/tags/mlflow.log-model.history",
                "[{\"artifact_path\":\"nested/model\"},{\"artifact_path\":\"../../../secret\"}]");
        run(OTHER, art("0/" + OTHER + "/artifacts"));
        model("2", art("0/models/" + MODEL + "/artifacts"));
        write("art/0/models/" + MODEL + "/artifacts/MLmodel", "flavors: {}");
        write("art/0/models/" + MODEL + "/artifacts/requirements.txt", "a==1");
        write("art/0/models/" + MODEL + "/artifacts/model.pkl", "weights");
        write("art/0/models/" + MODEL + "/artifacts/code/conda.yaml", "not of the model");
        write("art/0/" + RUN + "/artifacts/nested/model/python_env.yaml", "python: 3.12.1");
        write("art/0/" + OTHER + "/artifacts/registered/conda.yaml", "dependencies: []");
        write("art/secret/MLmodel", "of nobody");
        write("mlruns/models/fraud/meta.yaml", "name: fraud\n");
        write(
                "mlruns/models/fraud/version-1/meta.yaml",
                "version: 1\ncurrent_stage: None\nsource: %s\n"
                        .formatted(art("0/" + OTHER + "/artifacts/registered")));
    }

    private String art(String path) {
        return folder.resolve("art").resolve(path).toString();
    }

    private void run(String id, String uri) throws IOException {
        write(
                "mlruns/0/" + id + "/meta.yaml",
                "run_id: %s\nstatus: 3\nstart_time: 5\nartifact_uri: %s\n".formatted(id, uri));
    }

    private void model(String status, String uri) throws IOException {
        write(
                "mlruns/0/models/" + MODEL + "/meta.yaml",
                "name: m\nstatus: %s\nartifact_location: %s\n".formatted(status, uri));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void pass() throws Exception {
        heard.records.clear();
        heard.problems.clear();
        heard.files.clear();
        try (MlflowSource source =
                new MlflowSource(
                        new FileStore(folder.resolve("mlruns")),
                        new Cleaning(""),
                        new Telling(new Places(List.of(files))))) {
            source.read(heard.positions.isEmpty() ? "" : heard.positions.getLast(), heard);
        }
    }

    private List<String> told() {
        return heard.records.keySet().stream()
                .filter(name -> name.startsWith("model files"))
                .toList();
    }

    @Test
    void tellsFilesOfLoggedModelsRunsAndVersions() throws Exception {
        pass();
        assertThat(heard.problems).isEmpty();
        assertThat(heard.files).as("copied").isEmpty();
        assertThat(told())
                .containsExactly(
                        OF_MODEL, OF_RUN, "model files of run " + OTHER + " at registered");
        assertThat(heard.records.get(OF_MODEL).toString())
                .isEqualTo(
                        ("{\"type\":\"model-files\",\"of\":\"model\",\"id\":\"%s\",\"folder\":\"\","
                                        + "\"files\":{\"MLmodel\":\"flavors: {}\",\"requirements.txt\":\"a==1\"}}")
                                .formatted(MODEL));
        assertThat(heard.records.get(OF_RUN).path("folder").asString()).isEqualTo("nested/model");
        assertThat(heard.records.get(OF_RUN).path("files").toString())
                .isEqualTo("{\"python_env.yaml\":\"python: 3.12.1\"}");
    }

    @Test
    void tellsAgainOnlyWhatChanged() throws Exception {
        pass();
        pass();
        assertThat(heard.records).isEmpty();
        Path file = folder.resolve("art/0/models/" + MODEL + "/artifacts/requirements.txt");
        Files.writeString(file, "a==2");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        pass();
        assertThat(heard.records).containsOnlyKeys(OF_MODEL);
        model("1", art("0/models/" + MODEL + "/artifacts"));
        pass();
        assertThat(told()).as("a model that finishes tells then").containsExactly(OF_MODEL);
    }

    @Test
    void readsNoLargeFile() throws Exception {
        write("art/0/models/" + MODEL + "/artifacts/requirements.txt", "a==1\n".repeat(300_000));
        pass();
        assertThat(heard.records.get(OF_MODEL).path("files").propertyNames())
                .containsExactly("MLmodel");
    }

    @Test
    void saysOnceWhatIsNotRead() throws Exception {
        run(RUN, "gs://bucket/" + RUN + "/artifacts");
        run(OTHER, "gs://bucket/" + OTHER + "/artifacts");
        write(
                "mlruns/0/" + OTHER + "/tags/mlflow.log-model.history",
                "[{\"artifact_path\":\"m\"}]");
        model("2", "/not/on/this/machine/" + MODEL + "/artifacts");
        pass();
        assertThat(heard.problems)
                .containsOnlyKeys("model files at gs://bucket", "model files at folders");
        assertThat(heard.problems.get("model files at gs://bucket"))
                .startsWith("what 3 models need and are is not read");
        assertThat(told()).containsExactly("model files of run " + OTHER + " at registered");
        heard.marks.put("files of logged model " + MODEL, "copied before");
        heard.marks.put("files of run " + RUN, "copied before");
        pass();
        assertThat(heard.problems).containsOnlyKeys("model files at gs://bucket");
        assertThat(heard.problems.get("model files at gs://bucket")).startsWith("what 1 models");
    }

    @Test
    void aRunOrModelWithoutFilesIsNoProblem() throws Exception {
        model("2", art("0/models/m-none/artifacts"));
        pass();
        assertThat(heard.problems).isEmpty();
        assertThat(told()).doesNotContain(OF_MODEL);
    }

    /** A place that never answers. */
    private static final class Away implements OldFiles {
        private int calls;

        @Override
        public Optional<List<OldFile>> list(Of of, String id, String uri) {
            return Optional.empty();
        }

        @Override
        public Optional<List<OldFile>> named(
                Of of, String id, String uri, String below, Set<String> names) throws IOException {
            calls++;
            throw new IOException("no credentials");
        }
    }

    @Test
    void leavesAPlaceAloneThatDoesNotAnswer() throws Exception {
        StringBuilder history = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            history.append(",{\"artifact_path\":\"m").append(i).append("\"}");
        }
        write(
                "mlruns/0/" + RUN + "/tags/mlflow.log-model.history",
                "[" + history.substring(1) + "]");
        Away away = new Away();
        files = away;
        pass();
        assertThat(away.calls).isEqualTo(3);
        assertThat(heard.problems).containsOnlyKeys("model files at folders");
        assertThat(heard.problems.get("model files at folders"))
                .isEqualTo("what 52 models need and are is not read: no credentials");
    }
}
