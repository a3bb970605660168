package io.clew.harvest.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.harvest.mlflow.files.FolderFiles;
import io.clew.harvest.mlflow.files.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies files of a folder as MLflow writes it. */
class CopyingTests {
    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final String BARE = "1123456789abcdef0123456789abcdef";
    private static final String AWAY = "2123456789abcdef0123456789abcdef";
    private static final String MODEL = "m-0123456789abcdef0123456789abcdef";
    private static final String COPIED = "copied/" + RUN + "/artifacts/";

    @TempDir Path folder;
    private final Heard heard = new Heard();

    @BeforeEach
    void make() throws IOException {
        write("mlruns/0/meta.yaml", "experiment_id: '0'\nname: a\nartifact_location: " + art("0"));
        run(RUN, art("0/" + RUN + "/artifacts"));
        run(BARE, art("0/" + BARE + "/artifacts"));
        run(AWAY, "gs://bucket/" + AWAY + "/artifacts");
        write(
                "mlruns/0/models/" + MODEL + "/meta.yaml",
                "name: m\nstatus: 2\nartifact_location: "
                        + art("0/models/" + MODEL + "/artifacts"));
        write("mlruns/models/fraud/meta.yaml", "name: fraud\n");
        version(1, art("0/" + RUN + "/artifacts/model"));
        version(2, art("elsewhere"));
        write("art/0/" + RUN + "/artifacts/model/MLmodel", "one");
        write("art/0/" + RUN + "/artifacts/ä b.txt", "two");
        write("art/0/models/" + MODEL + "/artifacts/MLmodel", "three");
        write("art/elsewhere/x", "four");
        write("secret", "five");
        Files.createSymbolicLink(
                folder.resolve("art/0/" + RUN + "/artifacts/link"), folder.resolve("secret"));
    }

    private String art(String path) {
        return folder.resolve("art").resolve(path).toString();
    }

    private void run(String id, String uri) throws IOException {
        write(
                "mlruns/0/" + id + "/meta.yaml",
                "run_id: %s\nstatus: 3\nstart_time: 5\nartifact_uri: %s\n".formatted(id, uri));
    }

    private void version(int number, String source) throws IOException {
        write(
                "mlruns/models/fraud/version-" + number + "/meta.yaml",
                "version: %d\ncurrent_stage: None\nsource: %s\n".formatted(number, source));
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
                        new Copying(new Places(List.of(new FolderFiles()))))) {
            source.read(heard.positions.isEmpty() ? "" : heard.positions.getLast(), heard);
        }
    }

    private String field(String record, String name) {
        return heard.records.get(record).path(name).asString("");
    }

    @Test
    void givesWhatItCopiesTheAddressThatItHasThere() throws Exception {
        pass();
        assertThat(heard.files)
                .containsEntry(COPIED + "model/MLmodel", "one")
                .containsEntry(COPIED + "ä b.txt", "two")
                .containsEntry("copied/models/" + MODEL + "/artifacts/MLmodel", "three")
                .hasSize(3);
        assertThat(field("experiment 0", "location")).isEqualTo("mlflow-artifacts:/0");
        assertThat(field("run " + RUN, "uri"))
                .isEqualTo("mlflow-artifacts:/copied/" + RUN + "/artifacts");
        assertThat(field("logged model " + MODEL, "uri"))
                .isEqualTo("mlflow-artifacts:/copied/models/" + MODEL + "/artifacts");
        assertThat(field("model version fraud/1", "storage"))
                .isEqualTo("mlflow-artifacts:/copied/" + RUN + "/artifacts/model");
        assertThat(field("model version fraud/1", "source")).startsWith(art("0"));
        assertThat(heard.records.get("files of run " + RUN).path("files")).hasSize(2);
    }

    @Test
    void leavesAndTellsWhatItCannotCopy() throws Exception {
        pass();
        assertThat(field("run " + BARE, "uri")).isEqualTo(art("0/" + BARE + "/artifacts"));
        assertThat(field("run " + AWAY, "uri")).startsWith("gs://bucket");
        assertThat(heard.problems)
                .containsOnlyKeys("files at gs://bucket", "files of model version fraud/2");
        assertThat(heard.problems.get("files at gs://bucket")).contains("those of 1 runs");
    }

    @Test
    void copiesAgainOnlyWhereSomethingChanged() throws Exception {
        pass();
        pass();
        assertThat(heard.files).isEmpty();
        assertThat(heard.records).isEmpty();
        write("art/0/models/" + MODEL + "/artifacts/MLmodel", "3rd");
        Files.setLastModifiedTime(
                folder.resolve("art/0/models/" + MODEL + "/artifacts/MLmodel"),
                FileTime.fromMillis(1));
        write("art/0/" + BARE + "/artifacts/late", "six");
        pass();
        assertThat(heard.files)
                .containsExactly(
                        Map.entry("copied/" + BARE + "/artifacts/late", "six"),
                        Map.entry("copied/models/" + MODEL + "/artifacts/MLmodel", "3rd"));
        assertThat(field("run " + BARE, "uri")).contains("copied/" + BARE);
    }

    @Test
    void goesOnAfterTheLastWholePart() throws Exception {
        for (int i = 0; i < 250; i++) {
            write("art/0/" + RUN + "/artifacts/many/%03d".formatted(i), "x");
        }
        pass();
        String first = "files of run " + RUN;
        assertThat(heard.records.keySet()).contains(first, first + ", part 2", first + ", part 3");
        heard.marks.remove(first + ", part 2");
        pass();
        assertThat(heard.files).hasSize(100);
        assertThat(heard.records).containsOnlyKeys(first + ", part 2");
    }
}
