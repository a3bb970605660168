package io.clew.harvest.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.harvest.mlflow.files.FolderFiles;
import io.clew.model.ClewException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads databases with the tables of MLflow's first releases, and of none. */
class SqlStoreTests {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void make() throws SQLException {
        file = folder.resolve("old.db");
        sql(
                "CREATE TABLE experiments (experiment_id INTEGER, name TEXT, artifact_location TEXT,"
                        + " lifecycle_stage TEXT)",
                "CREATE TABLE runs (run_uuid TEXT, name TEXT, user_id TEXT, status TEXT, start_time"
                        + " INTEGER, end_time INTEGER, lifecycle_stage TEXT, artifact_uri TEXT,"
                        + " experiment_id INTEGER)",
                "CREATE TABLE metrics (key TEXT, value FLOAT, timestamp INTEGER, run_uuid TEXT)",
                "CREATE TABLE params (key TEXT, value TEXT, run_uuid TEXT)",
                "CREATE TABLE tags (key TEXT, value TEXT, run_uuid TEXT)",
                "CREATE TABLE alembic_version (version_num TEXT)",
                "INSERT INTO alembic_version VALUES ('451aebb31d03')",
                "INSERT INTO experiments VALUES (0, 'Default', '/art/0', 'active'), (7, 'old', '/art/7',"
                        + " 'deleted')",
                "INSERT INTO runs VALUES ('r2', '', 'ann', 'FINISHED', 20, 30, 'active', '/art/r2', 7),"
                        + " ('r1', 'one', 'ann', 'RUNNING', 10, NULL, 'active', '/art/r1', 0)",
                "INSERT INTO metrics VALUES ('loss', 0.5, 11, 'r1'), ('loss', 0.25, 12, 'r1')",
                "INSERT INTO params VALUES ('lr', '0.1', 'r1'), ('token', 'hunter2', 'r1')",
                "INSERT INTO tags VALUES ('mlflow.runName', 'two', 'r2'), ('t', NULL, 'r2')");
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private Heard pass(Heard heard) throws Exception {
        try (MlflowSource source =
                new MlflowSource(
                        SqlStore.open(DatabaseAddress.ofFile(file)),
                        new Cleaning("s3://bucket"),
                        new Telling(new FolderFiles()))) {
            source.read(heard.positions.isEmpty() ? "" : heard.positions.getLast(), heard);
        }
        return heard;
    }

    @Test
    void readsWhatAnOldSchemaHas() throws Exception {
        byte[] before = Files.readAllBytes(file);
        Heard heard = pass(new Heard());
        assertThat(heard.problems).isEmpty();
        assertThat(heard.records.keySet())
                .containsExactly("experiment 0", "experiment 7", "run r1", "run r2");
        assertThat(heard.records.get("experiment 7").toString())
                .isEqualTo(
                        "{\"type\":\"experiment\",\"id\":\"7\",\"name\":\"old\",\"location\":\"/art/7\","
                                + "\"deleted\":true}");
        assertThat(heard.records.get("run r1").toString())
                .isEqualTo(
                        "{\"type\":\"run\",\"id\":\"r1\",\"experiment\":\"0\",\"user\":\"ann\","
                                + "\"status\":\"RUNNING\",\"start\":10,\"uri\":\"/art/r1\",\"deleted\":false,"
                                + "\"name\":\"one\",\"params\":{\"lr\":\"0.1\",\"token\":\"[masked]\"},"
                                + "\"points\":[[\"loss\",0.5,11,0],[\"loss\",0.25,12,0]]}");
        assertThat(heard.records.get("run r2").path("name").asString()).isEqualTo("two");
        assertThat(heard.records.get("run r2").path("tags").path("t").asString("none")).isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(heard.positions.getLast()).isEqualTo("done");
    }

    @Test
    void tellsHowManyTracesAreLeft() throws Exception {
        sql(
                "CREATE TABLE trace_info (request_id TEXT)",
                "INSERT INTO trace_info VALUES ('t1'), ('t2')",
                "CREATE TABLE assessments (assessment_id TEXT)");
        assertThat(pass(new Heard()).problems)
                .containsOnly(Map.entry("traces", "2 of them are left: Clew does not bring these"));
    }

    @Test
    void bringsOnlyWhatDiffersAndTellsWhatIsGone() throws Exception {
        Heard heard = pass(new Heard());
        heard.records.clear();
        assertThat(pass(heard).records).isEmpty();
        sql(
                "INSERT INTO metrics VALUES ('loss', 0.1, 13, 'r1')",
                "DELETE FROM runs WHERE run_uuid = 'r2'");
        assertThat(pass(heard).records.keySet()).containsExactly("run r1", "run r2");
        assertThat(heard.records.get("run r2").toString())
                .isEqualTo("{\"type\":\"gone\",\"what\":\"run\",\"id\":\"r2\"}");
        heard.records.clear();
        assertThat(pass(heard).records).isEmpty();
    }

    @Test
    void goesOnFromAnyPosition() throws Exception {
        Heard whole = pass(new Heard());
        for (String position : whole.positions) {
            Heard rest = new Heard();
            rest.positions.add(position);
            pass(rest);
            assertThat(whole.records.keySet()).containsAll(rest.records.keySet());
        }
        Heard late = new Heard();
        late.positions.add("runs 10 r1");
        assertThat(pass(late).records.keySet()).containsExactly("run r2");
    }

    @Test
    void refusesWhatIsNoMlflowAndNamesTheRevision() throws SQLException {
        sql("ALTER TABLE metrics RENAME TO other");
        assertThatThrownBy(() -> SqlStore.open(DatabaseAddress.ofFile(file)))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("schema revision 451aebb31d03")
                .hasMessageContaining("its table metrics needs the columns key");
    }

    @Test
    void refusesWhatIsNoDatabase() throws Exception {
        Files.writeString(file, "no database at all, but long enough to be taken for a header");
        assertThatThrownBy(() -> SqlStore.open(DatabaseAddress.ofFile(file)))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("cannot be read");
    }
}
