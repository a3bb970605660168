package io.clew.protocol.metaflow.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.intake.RecordIntake;
import io.clew.model.Workspace;
import io.clew.model.log.LogRecord;
import io.clew.protocol.metaflow.MetaflowServer;
import io.clew.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the records of a local folder, on every database. */
abstract class FolderContractTests {
    private static final String RUN =
            "'flow':{'flow_id':'F','ts_epoch':1000},'run':{'flow_id':'F','run_number':'1796039341600072','user_name':'ann','tags':['%s'],'system_tags':['user:ann'],'ts_epoch':2000}";

    private static final String TASK =
            "{"
                    + RUN.formatted("blue")
                    + ",'step':{'step_name':'start','ts_epoch':3000},'task':{'task_id':'1','ts_epoch':4000},"
                    + "'metadata':[{'field_name':'attempt_ok','value':'True','type':'x','ts_epoch':9000},"
                    + "{'field_name':'attempt','value':'0','type':'x','ts_epoch':5000},"
                    + "{'field_name':'origin-run-id','value':'None','type':'x','ts_epoch':5001}],"
                    + "'artifacts':[{'name':'m','attempt_id':0,'sha':'aa','location':':root:/x','ds_type':'local','ts_epoch':9500}]}";

    @TempDir Path folder;
    private MetaflowServer server;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = MetaflowServer.start(newDatabase());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Takes records; single quotes stand for double ones. Returns why each was refused. */
    private List<String> take(String... records) {
        return new FolderIntake(server.committer(), server.bucket())
                        .take(
                                new RecordIntake.Batch(
                                        Workspace.DEFAULT,
                                        "anonymous",
                                        "metaflow",
                                        "/x",
                                        Stream.of(records)
                                                .map(
                                                        record ->
                                                                record.replace('\'', '"')
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8))
                                                .toList()),
                                (db, outcomes) -> {})
                        .stream()
                        .map(outcome -> String.valueOf(outcome.refusal()))
                        .toList();
    }

    @Test
    void keepsIdsAndTimes() {
        assertThat(take(TASK)).containsExactly("null");
        String run = "/flows/F/runs/1796039341600072";
        assertThat(server.get(run).object())
                .containsEntry("run_number", 1796039341600072L)
                .containsEntry("ts_epoch", 2000L)
                .containsEntry("last_heartbeat_ts", null)
                .containsEntry("tags", List.of("blue"));
        String task = run + "/steps/start/tasks/1";
        assertThat(server.get(task).object()).containsEntry("task_id", 1L);
        assertThat(
                        server.get(task + "/metadata").list().stream()
                                .map(one -> one.get("ts_epoch"))
                                .toList())
                .isEqualTo(List.of(9000L, 5001L, 5000L));
        assertThat(server.get(task + "/artifacts/m").object()).containsEntry("ts_epoch", 9500L);
        List<String> facts =
                server.log().stream()
                        .flatMap(entry -> entry.records().stream())
                        .filter(LogRecord.AttributeAsserted.class::isInstance)
                        .map(record -> ((LogRecord.AttributeAsserted) record).fact())
                        .filter(fact -> fact.key().equals("status"))
                        .map(fact -> fact.value() + " " + fact.at().at().toEpochMilli())
                        .toList();
        assertThat(facts).containsExactly("running 2000", "running 5000", "complete 9000");
    }

    @Test
    void writesARepeatNowhere() {
        take(TASK);
        int entries = server.log().size();
        assertThat(take(TASK, TASK)).containsExactly("null", "null");
        assertThat(server.log()).hasSize(entries);
        take(
                TASK.replace(
                        "'metadata':[",
                        "'metadata':[{'field_name':'late','value':'x','type':'x','ts_epoch':9900},"));
        assertThat(server.log()).hasSize(entries + 1);
        take("{" + RUN.formatted("red") + "}");
        assertThat(server.get("/flows/F/runs/1796039341600072").object())
                .containsEntry("tags", List.of("red"));
    }

    @Test
    void countsIdsOfItsOwnApartFromThoseBrought() {
        take(TASK);
        Map<String, Object> next = server.posted("/flows/F/run", "{}").object();
        assertThat(next).containsEntry("run_number", 1L);
        take("{" + RUN.formatted("x").replace("1796039341600072", "2") + "}");
        assertThat(server.posted("/flows/F/run", "{}").object()).containsEntry("run_number", 3L);
    }

    @Test
    void refusesARecordAndTakesTheOthers() {
        assertThat(
                        take(
                                "[]",
                                "{" + RUN.formatted("a").replace("'F'", "3") + "}",
                                TASK.replace("'task_id':'1'", "'task_id':''"),
                                TASK.replace("'ts_epoch':4000", "'ts_epoch':-1"),
                                TASK))
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("object"),
                        reason -> assertThat(reason).contains("flow.flow_id"),
                        reason -> assertThat(reason).contains("task.task_id"),
                        reason -> assertThat(reason).contains("task.ts_epoch"),
                        reason -> assertThat(reason).isEqualTo("null"));
    }
}
