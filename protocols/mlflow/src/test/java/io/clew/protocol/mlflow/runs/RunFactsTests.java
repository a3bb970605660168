package io.clew.protocol.mlflow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.log.LogEntry;
import io.clew.protocol.mlflow.Facts;
import io.clew.protocol.mlflow.MlflowServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the graph is told of runs, by the contract's table of how calls become facts. */
class RunFactsTests {
    @TempDir Path folder;
    private MlflowServer server;
    private int seen;

    @BeforeEach
    void start() {
        server = MlflowServer.start(folder);
        seen = server.log().size();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Returns the facts since the last look, with the run's id as {@code RUN}. */
    private List<String> news(String runId) {
        List<String> texts =
                Facts.texts(server.recordsAfter(seen)).stream()
                        .map(text -> text.replace(runId, "RUN"))
                        .toList();
        seen = server.log().size();
        return texts;
    }

    private void post(String call, String runId, String members) {
        server.posted(call, "{'run_id':'%s',%s}".formatted(runId, members));
    }

    @Test
    void aNewRunIsPartOfItsExperimentAndRunningFromItsStart() {
        String id = server.run("0", "'run_name':'first'", "'start_time':5000", "'user_id':'ann'");
        assertThat(news(id))
                .containsExactlyInAnyOrder(
                        "run:mlflow/RUN part-of job:mlflow/Default @5000",
                        "run:mlflow/RUN name=first @5000",
                        "run:mlflow/RUN storage=mlflow-artifacts:/0/RUN/artifacts @5000",
                        "run:mlflow/RUN attempt=1 @5000",
                        "run:mlflow/RUN started=1970-01-01T00:00:05.000Z @5000",
                        "run:mlflow/RUN status=running @5000",
                        "agent:claimed/mlflow/ann name=ann @5000",
                        "run:mlflow/RUN associated-with agent:claimed/mlflow/ann @5000",
                        "run:mlflow/RUN tag.mlflow.runName=first @5000");
    }

    @Test
    void aRunWithoutAStartIsDatedByReceipt() {
        String id = server.run("0");
        assertThat(news(id))
                .contains("run:mlflow/RUN status=running")
                .noneMatch(t -> t.contains("@"));
    }

    @Test
    void aBasicUserNameIsAClaimedAgentAndAsserts() {
        String basic = "Basic YW5uOng="; // ann:x
        String id =
                server.send(
                                "POST",
                                "/api/2.0/mlflow/runs/create",
                                "{\"experiment_id\":\"0\",\"start_time\":5000}",
                                "Authorization",
                                basic)
                        .json()
                        .object("run")
                        .object("info")
                        .text("run_id");
        assertThat(news(id))
                .contains("run:mlflow/RUN associated-with agent:claimed/mlflow/ann @5000");
        LogEntry entry = server.log().getLast();
        assertThat(entry.operation()).isEqualTo("runs/create");
    }

    @Test
    void tagsTellParentUserAndCode() {
        String id =
                server.run(
                        "0",
                        "'start_time':5000",
                        "'tags':[{'key':'mlflow.parentRunId','value':'papa'},"
                                + "{'key':'mlflow.user','value':'bob'},"
                                + "{'key':'mlflow.source.name','value':'train.py'},"
                                + "{'key':'mlflow.source.git.commit','value':'0123456789abcdef0123456789abcdef01234567'},"
                                + "{'key':'mlflow.source.git.repoURL','value':'git@github.com:bank/fraud.git'},"
                                + "{'key':'mlflow.source.git.branch','value':'main'}]");
        String code = "code:github.com%2Fbank%2Ffraud/0123456789abcdef0123456789abcdef01234567";
        assertThat(news(id))
                .contains(
                        "run:mlflow/RUN part-of run:mlflow/papa @5000",
                        "run:mlflow/RUN associated-with agent:claimed/mlflow/bob @5000",
                        "run:mlflow/RUN executed " + code + " @5000",
                        "run:mlflow/RUN entry-point=train.py @5000",
                        code + " commit=0123456789abcdef0123456789abcdef01234567 @5000",
                        code + " repository=github.com/bank/fraud @5000",
                        code + " code-state=unknown @5000",
                        code + " branch=main @5000",
                        "run:mlflow/RUN tag.mlflow.parentRunId=papa @5000");
        String second =
                server.run(
                        "0",
                        "'start_time':6000",
                        "'tags':[{'key':'mlflow.source.git.commit','value':'0123456789abcdef0123456789abcdef01234567'},"
                                + "{'key':'mlflow.source.git.repoURL','value':'git@github.com:bank/fraud.git'}]");
        assertThat(news(second))
                .contains("run:mlflow/RUN executed " + code + " @6000")
                .as("what the commit is was said before")
                .noneMatch(text -> text.startsWith("code:"));
    }

    @Test
    void codeThatComesTagByTagEndsAsOneEdge() {
        String id = server.run("0", "'start_time':5000");
        post("runs/set-tag", id, "'key':'mlflow.source.name','value':'train.py'");
        assertThat(news(id)).contains("run:mlflow/RUN executed code:mlflow/train.py @5000");
        post(
                "runs/set-tag",
                id,
                "'key':'mlflow.source.git.commit','value':'0123456789abcdef0123456789abcdef01234567'");
        assertThat(news(id))
                .contains(
                        "not run:mlflow/RUN executed code:mlflow/train.py",
                        "run:mlflow/RUN executed"
                                + " code:git/0123456789abcdef0123456789abcdef01234567 @5000");
        post("runs/delete-tag", id, "'key':'mlflow.source.git.commit'");
        assertThat(news(id))
                .contains(
                        "not run:mlflow/RUN executed"
                                + " code:git/0123456789abcdef0123456789abcdef01234567",
                        "run:mlflow/RUN executed code:mlflow/train.py @5000");
    }

    @Test
    void aRunWithinATaskOfMetaflowIsPartOfItAndKnowsWhatItRead() {
        String id = server.run("0", "'start_time':5000");
        post("runs/set-tag", id, "'key':'metaflow.pathspec','value':'FraudTraining/12/train/34'");
        assertThat(news(id))
                .contains(
                        "run:mlflow/RUN part-of task:metaflow/FraudTraining/12/train/34 @5000",
                        "run:mlflow/RUN informed-by task:metaflow/FraudTraining/12/train/34 @5000");
        post("runs/set-tag", id, "'key':'metaflow.pathspec','value':'FraudTraining/12'");
        assertThat(news(id))
                .contains(
                        "not run:mlflow/RUN part-of task:metaflow/FraudTraining/12/train/34",
                        "not run:mlflow/RUN informed-by task:metaflow/FraudTraining/12/train/34",
                        "run:mlflow/RUN part-of run:metaflow/FraudTraining/12 @5000");
        post("runs/set-tag", id, "'key':'metaflow.pathspec','value':'no path'");
        assertThat(news(id)).noneMatch(text -> text.startsWith("run:mlflow/RUN part-of"));
    }

    @Test
    void aRunIsNotPartOfItself() {
        String id = server.run("0");
        news(id);
        post("runs/set-tag", id, "'key':'mlflow.parentRunId','value':'" + id + "'");
        assertThat(news(id)).noneMatch(text -> text.contains("part-of"));
    }

    @Test
    void statesFollowReportedTimes() {
        String id = server.run("0", "'start_time':5000");
        news(id);
        post("runs/update", id, "'status':'FINISHED','end_time':7000");
        assertThat(news(id))
                .containsExactly(
                        "run:mlflow/RUN status=complete @7000",
                        "run:mlflow/RUN ended=1970-01-01T00:00:07.000Z @7000");
        post("runs/update", id, "'status':'FINISHED','end_time':7000");
        assertThat(news(id)).as("a repeat says nothing new").isEmpty();
        String failed = server.run("0", "'start_time':5000");
        post("runs/update", failed, "'status':'FAILED','end_time':4000");
        assertThat(news(failed))
                .as("an end before the start is dated by receipt")
                .contains("run:mlflow/RUN status=failed");
        String killed = server.run("0", "'start_time':5000");
        post("runs/update", killed, "'status':'KILLED','end_time':6000");
        assertThat(news(killed)).contains("run:mlflow/RUN status=aborted @6000");
    }

    @Test
    void reopeningIsANewAttempt() {
        String id = server.run("0", "'start_time':5000");
        post("runs/update", id, "'status':'FAILED','end_time':7000");
        news(id);
        post("runs/update", id, "'status':'RUNNING'");
        List<String> reopened = news(id);
        assertThat(reopened)
                .contains(
                        "run:mlflow/RUN ended=null",
                        "run:mlflow/RUN attempt=2",
                        "run:mlflow/RUN status=running")
                .anyMatch(text -> text.startsWith("run:mlflow/RUN started=20"));
        post("runs/update", id, "'status':'FINISHED','end_time':8000");
        assertThat(news(id))
                .as("the second attempt did not end before it began")
                .contains("run:mlflow/RUN status=complete");
    }

    @Test
    void aClientWhoseClockIsAheadKeepsItsOrder() {
        long ahead = System.currentTimeMillis() + 3_600_000;
        String id = server.run("0", "'start_time':" + ahead);
        post("runs/update", id, "'status':'FINISHED','end_time':" + (ahead + 5));
        news(id);
        post("runs/update", id, "'status':'RUNNING'");
        assertThat(news(id)).contains("run:mlflow/RUN status=running @" + (ahead + 5));
    }

    @Test
    void deletionIsAStateAndOnlySaidOnce() {
        String id = server.run("0");
        news(id);
        server.posted("runs/delete", "{'run_id':'%s'}".formatted(id));
        server.posted("runs/delete", "{'run_id':'%s'}".formatted(id));
        assertThat(news(id)).containsExactly("run:mlflow/RUN deleted=true");
        server.posted("runs/restore", "{'run_id':'%s'}".formatted(id));
        assertThat(news(id)).containsExactly("run:mlflow/RUN deleted=null");
    }

    @Test
    void aDeletedExperimentTakesOnlyItsOwnRunsAlong() {
        String experiment = server.experiment("x");
        String one = server.run(experiment);
        String other = server.run("0");
        String gone = server.run(experiment);
        server.posted("runs/delete", "{'run_id':'%s'}".formatted(gone));
        news(one);
        server.posted("experiments/delete", "{'experiment_id':'%s'}".formatted(experiment));
        assertThat(news(one))
                .containsExactlyInAnyOrder(
                        "job:mlflow/x deleted=true", "run:mlflow/RUN deleted=true")
                .noneMatch(text -> text.contains(other) || text.contains(gone));
    }

    @Test
    void paramsAreAttributesOnce() {
        String id = server.run("0", "'start_time':5000");
        news(id);
        post("runs/log-parameter", id, "'key':'depth','value':'3'");
        post(
                "runs/log-batch",
                id,
                "'params':[{'key':'depth','value':'3'},{'key':'lr','value':'1'}]");
        assertThat(news(id))
                .containsExactly(
                        "run:mlflow/RUN param.depth=3 @5000", "run:mlflow/RUN param.lr=1 @5000");
    }

    @Test
    void metricsAreNoFactsAndShareAnEntry() {
        String id = server.run("0");
        news(id);
        post("runs/log-metric", id, "'key':'m','value':1,'timestamp':7");
        post("runs/log-batch", id, "'metrics':[{'key':'m','value':2,'timestamp':8}]");
        int entries = server.log().size();
        assertThat(news(id)).isEmpty();
        assertThat(server.log().get(entries - 1).operation()).isEqualTo("runs/log-batch");
        assertThat(server.log().get(entries - 2).operation()).isEqualTo("runs/log-metric");
    }

    @Test
    void datasetsAreUsedAsTheVersionsTheyAre() {
        String id = server.run("0", "'start_time':5000");
        news(id);
        String inputs =
                """
                'datasets':[{'tags':[{'key':'mlflow.data.context','value':'training'}],
                'dataset':{'name':'tx','digest':'abcd1234','source_type':'s3',
                'source':'{\\"uri\\":\\"s3a://bank/transactions\\"}',
                'schema':'{\\"mlflow_colspec\\":[{\\"type\\":\\"double\\",\\"name\\":\\"amount\\"}]}',
                'profile':'{\\"num_rows\\":5}'}}]
                """;
        post("runs/log-inputs", id, inputs);
        String version = "dataset-version:s3%3A%2F%2Fbank/transactions/mlflow-abcd1234";
        assertThat(news(id))
                .contains(
                        "run:mlflow/RUN used " + version + " {context=training} @5000",
                        version + " version-of dataset:s3%3A%2F%2Fbank/transactions @5000",
                        version + " digest=abcd1234 @5000",
                        version + " digest-strength=weak @5000",
                        version + " schema=[{name=amount, type=double}] @5000",
                        version + " profile={num_rows=5} @5000");
        post("runs/log-inputs", id, inputs);
        assertThat(news(id)).as("a repeat says nothing new").isEmpty();
        String second = server.run("0", "'start_time':6000");
        news(second);
        post("runs/log-inputs", second, inputs);
        assertThat(news(second))
                .containsExactly("run:mlflow/RUN used " + version + " {context=training} @6000");
    }

    private static String deltaTable(int version) {
        return """
               'datasets':[{'dataset':{'name':'tx','digest':'abcd1234','source_type':'delta_table',
               'source':'{\\"path\\":\\"s3://bank/t\\",\\"delta_table_version\\":%d}'}}]
               """
                .formatted(version);
    }

    @Test
    void eachRunUsedTheVersionThatItToldThoughMlflowKeepsTheFirst() {
        String first = server.run("0", "'start_time':5000");
        post("runs/log-inputs", first, deltaTable(7));
        String second = server.run("0", "'start_time':6000");
        news(second);
        post("runs/log-inputs", second, deltaTable(8));
        String used = "dataset-version:s3%3A%2F%2Fbank/t/v-8";
        assertThat(news(second))
                .contains(
                        "run:mlflow/RUN used " + used + " @6000",
                        used + " version-of dataset:s3%3A%2F%2Fbank/t @6000")
                .doesNotContain("run:mlflow/RUN used dataset-version:s3%3A%2F%2Fbank/t/v-7 @6000");
        post("runs/log-inputs", second, deltaTable(8));
        assertThat(news(second)).as("a repeat says nothing new").isEmpty();
        assertThat(server.get("runs/get", "run_id=" + second).text())
                .as("MLflow answers with the source that was told first")
                .contains("delta_table_version\\\":7")
                .doesNotContain("delta_table_version\\\":8");
    }

    @Test
    void aDatasetFromCodeHasAWeakNameInItsExperiment() {
        String id = server.run(server.experiment("fraud"), "'start_time':5000");
        news(id);
        post(
                "runs/log-inputs",
                id,
                "'datasets':[{'dataset':{'name':'dataset','digest':'abcd1234',"
                        + "'source_type':'code','source':'{\\\"tags\\\":{}}'}}]");
        assertThat(news(id))
                .contains(
                        "run:mlflow/RUN used"
                                + " dataset-version:mlflow%2Ffraud/dataset/mlflow-abcd1234 @5000",
                        "dataset:mlflow%2Ffraud/dataset weak-name=true @5000");
    }

    @Test
    void modelsAreUsedAndGenerated() {
        String id = server.run("0", "'start_time':5000");
        news(id);
        post("runs/log-inputs", id, "'models':[{'model_id':'m-in'}]");
        post("runs/log-inputs", id, "'models':[{'model_id':'m-in'}]");
        post("runs/outputs", id, "'models':[{'model_id':'m-out','step':2}]");
        post("runs/outputs", id, "'models':[{'model_id':'m-out','step':2}]");
        assertThat(news(id))
                .containsExactly(
                        "run:mlflow/RUN used logged-model:mlflow/m-in",
                        "logged-model:mlflow/m-out generated-by run:mlflow/RUN {step=2}");
    }

    @Test
    void metricsOfAModelOrADatasetAreAnEvaluation() {
        String id = server.run("0", "'run_name':'r'", "'start_time':5000");
        post(
                "runs/log-inputs",
                id,
                "'datasets':[{'dataset':{'name':'tx','digest':'d1','source_type':'s3',"
                        + "'source':'{\\\"uri\\\":\\\"s3://bank/tx\\\"}'}}]");
        news(id);
        String metric =
                "'key':'auc','value':0.9,'timestamp':8000,'model_id':'m-1','dataset_name':'tx',"
                        + "'dataset_digest':'d1'";
        post("runs/log-metric", id, metric);
        String evaluation = "evaluation:mlflow/RUN/m-1/tx%40d1";
        assertThat(news(id))
                .containsExactlyInAnyOrder(
                        evaluation + " generated-by run:mlflow/RUN @8000",
                        evaluation + " evaluates logged-model:mlflow/m-1 @8000",
                        evaluation
                                + " evaluates dataset-version:s3%3A%2F%2Fbank/tx/mlflow-d1 @8000",
                        evaluation + " name=evaluation by r on tx @8000");
        post("runs/log-batch", id, "'metrics':[{" + metric + "}]");
        assertThat(news(id)).as("a repeat says nothing new").isEmpty();
    }

    @Test
    void anEvaluationIsLinkedToADatasetThatIsToldLater() {
        String id = server.run("0", "'start_time':5000");
        post(
                "runs/log-metric",
                id,
                "'key':'auc','value':0.9,'timestamp':8000,'dataset_name':'tx','dataset_digest':'d1'");
        news(id);
        post(
                "runs/log-inputs",
                id,
                "'datasets':[{'dataset':{'name':'tx','digest':'d1','source_type':'s3',"
                        + "'source':'{\\\"uri\\\":\\\"s3://bank/tx\\\"}'}}]");
        assertThat(news(id))
                .contains(
                        "evaluation:mlflow/RUN/-/tx%40d1 evaluates"
                                + " dataset-version:s3%3A%2F%2Fbank/tx/mlflow-d1");
    }

    @Test
    void whatSparkReadIsUsed() {
        String id = server.run("0", "'start_time':5000");
        news(id);
        post(
                "runs/set-tag",
                id,
                "'key':'sparkDatasourceInfo','value':'path=s3://bank/a,version=3,format=delta'");
        assertThat(news(id))
                .contains("run:mlflow/RUN used dataset-version:s3%3A%2F%2Fbank/a/v-3 @5000");
        post(
                "runs/set-tag",
                id,
                "'key':'sparkDatasourceInfo','value':'path=s3://bank/a,version=3,format=delta"
                        + "\\npath=s3://bank/b,format=csv'");
        assertThat(news(id))
                .contains("run:mlflow/RUN used dataset:s3%3A%2F%2Fbank/b @5000")
                .doesNotContain("run:mlflow/RUN used dataset-version:s3%3A%2F%2Fbank/a/v-3 @5000");
    }
}
