package io.clew.protocol.metaflow.routes;

import io.clew.protocol.metaflow.MetaflowServer;
import io.clew.protocol.metaflow.MetaflowServer.Answer;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls the metadata service as clients do. */
abstract class CalledService {
    static final String SYSTEM =
            "'user_name':'ann','tags':['blue'],'system_tags':['user:ann','metaflow_version:2.19.38']";

    @TempDir Path folder;
    MetaflowServer server;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = MetaflowServer.start(newDatabase());
        server.posted("/flows/F", "{'flow_id':'F','ts_epoch':1}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Reads the tables that cases are written as: a line a case, columns between bars. */
    static List<List<String>> rows(int columns, String table) {
        return table.lines()
                .filter(line -> !line.isBlank())
                .map(
                        line ->
                                Arrays.stream(Arrays.copyOf(line.split("\\|"), columns))
                                        .map(cell -> cell == null ? "" : cell.strip())
                                        .toList())
                .toList();
    }

    final String run() {
        return "/flows/F/runs/"
                + server.posted("/flows/F/run", "{" + SYSTEM + "}").object().get("run_number");
    }

    final String step(String run, String name) {
        server.posted(run + "/steps/" + name + "/step", "{" + SYSTEM + "}");
        return run + "/steps/" + name;
    }

    final String task(String step) {
        return step
                + "/tasks/"
                + server.posted(step + "/task", "{" + SYSTEM + "}").object().get("task_id");
    }

    static String artifact(String name, int attempt, String sha) {
        return "{'name':'%s','attempt_id':%d,'sha':'%s','location':':root:/no/where','ds_type':'s3','type':'metaflow.artifact','content_type':'gzip+pickle-v4','user_name':'ann'}"
                .formatted(name, attempt, sha);
    }

    static List<Object> names(Answer answer, String field) {
        return answer.list().stream().map(one -> one.get(field)).toList();
    }
}
