package io.clew.protocol.mlflow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.Table;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the calls on runs must do on every database. */
abstract class RunContractTests {
    @TempDir Path folder;
    private MlflowServer server;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = MlflowServer.start(newDatabase(), folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonObject run(String runId) {
        return server.got("runs/get", "run_id=" + runId).object("run");
    }

    private static Map<String, String> pairs(JsonObject data, String field) {
        Map<String, String> pairs = new LinkedHashMap<>();
        data.objects(field).forEach(pair -> pairs.put(pair.text("key"), pair.text("value")));
        return pairs;
    }

    @Test
    void aRunIsAnsweredAsMlflowsClientsReadIt() {
        JsonObject made =
                server.posted(
                                "runs/create",
                                "{'experiment_id':'0','user_id':'ann','start_time':456,"
                                        + "'run_name':'first','tags':[{'key':'a','value':'b'}]}")
                        .object("run");
        JsonObject info = made.object("info");
        String id = info.text("run_id");
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(info.asMap())
                .isEqualTo(
                        Map.of(
                                "run_id", id,
                                "run_uuid", id,
                                "run_name", "first",
                                "experiment_id", "0",
                                "user_id", "ann",
                                "status", "RUNNING",
                                "start_time", 456L,
                                "artifact_uri", "mlflow-artifacts:/0/" + id + "/artifacts",
                                "lifecycle_stage", "active"));
        assertThat(pairs(made.object("data"), "tags"))
                .isEqualTo(Map.of("a", "b", "mlflow.runName", "first"));
        assertThat(made.object("inputs").names()).isEmpty();
        assertThat(made.object("data").has("params")).isFalse();
        assertThat(run(id).asMap()).isEqualTo(made.asMap());
    }

    @Test
    void aRunWithoutANameGetsOne() {
        JsonObject info =
                server.posted("runs/create", "{'experiment_id':'0'}").object("run").object("info");
        assertThat(info.text("run_name")).matches("[a-z]+-[a-z]+-[0-9]+");
        assertThat(info.text("experiment_id")).isEqualTo("0");
        assertThat(info.integer("start_time")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "{'experiment_id':''}", "{'experiment_id':null}"})
    void refusesARunOfNoExperiment(String body) {
        int before = server.log().size();
        Answer answer = server.post("runs/create", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(answer.message()).contains("experiment_id");
        assertThat(server.log()).hasSize(before);
    }

    @Test
    void theNameAndItsTagStayInStep() {
        String id = server.run("0", "'tags':[{'key':'mlflow.runName','value':'one'}]");
        assertThat(run(id).object("info").text("run_name")).isEqualTo("one");
        server.posted(
                "runs/set-tag",
                "{'run_id':'%s','key':'mlflow.runName','value':'two'}".formatted(id));
        assertThat(run(id).object("info").text("run_name")).isEqualTo("two");
        server.posted("runs/update", "{'run_id':'%s','run_name':'three'}".formatted(id));
        assertThat(pairs(run(id).object("data"), "tags")).containsEntry("mlflow.runName", "three");
        server.posted(
                "runs/log-batch",
                "{'run_id':'%s','tags':[{'key':'mlflow.runName','value':'four'}]}".formatted(id));
        assertThat(run(id).object("info").text("run_name")).isEqualTo("four");
    }

    @Test
    void refusesANameAndATagThatDiffer() {
        Answer answer =
                server.post(
                        "runs/create",
                        "{'experiment_id':'0','run_name':'a','tags':[{'key':'mlflow.runName','value':'b'}]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("run_name='a'").contains("mlflow.runName='b'");
    }

    @Test
    void endsWithAStateAndStaysWritable() {
        String id = server.run("0");
        JsonObject info =
                server.posted(
                                "runs/update",
                                "{'run_id':'%s','status':'FINISHED','end_time':789}".formatted(id))
                        .object("run_info");
        assertThat(info.text("status")).isEqualTo("FINISHED");
        assertThat(info.integer("end_time")).isEqualTo(789);
        assertThat(server.post("runs/update", "{'run_id':'%s','status':4}".formatted(id)).status())
                .isEqualTo(200);
        assertThat(run(id).object("info").text("status")).isEqualTo("FAILED");
        server.posted("runs/log-parameter", "{'run_id':'%s','key':'k','value':'v'}".formatted(id));
    }

    @Test
    void aDeletedRunRefusesWritesUntilItIsRestored() {
        String id = server.run("0");
        String body = "{'run_id':'%s'}".formatted(id);
        server.posted("runs/delete", body);
        server.posted("runs/delete", body);
        assertThat(run(id).object("info").text("lifecycle_stage")).isEqualTo("deleted");
        for (String call :
                List.of(
                        "runs/set-tag|'key':'k','value':'v'",
                        "runs/delete-tag|'key':'k'",
                        "runs/log-parameter|'key':'k','value':'v'",
                        "runs/log-metric|'key':'k','value':1,'timestamp':1",
                        "runs/log-batch|'params':[{'key':'k','value':'v'}]",
                        "runs/log-inputs|'models':[{'model_id':'m-1'}]",
                        "runs/outputs|'models':[{'model_id':'m-1'}]",
                        "runs/update|'status':'FINISHED'")) {
            String[] parts = call.split("\\|");
            Answer answer = server.post(parts[0], "{'run_id':'%s',%s}".formatted(id, parts[1]));
            assertThat(answer.status()).as(call).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
            assertThat(answer.message())
                    .contains("The run " + id + " must be in the 'active' state");
        }
        server.posted("runs/restore", body);
        server.posted("runs/set-tag", "{'run_id':'%s','key':'k','value':'v'}".formatted(id));
    }

    @Test
    void theRunsOfADeletedExperimentAreDeletedWithIt() {
        String experiment = server.experiment("x");
        String id = server.run(experiment);
        server.posted("experiments/delete", "{'experiment_id':'%s'}".formatted(experiment));
        assertThat(run(id).object("info").text("lifecycle_stage")).isEqualTo("deleted");
        Answer refused = server.post("runs/create", "{'experiment_id':'%s'}".formatted(experiment));
        assertThat(refused.status()).isEqualTo(400);
        server.posted("experiments/restore", "{'experiment_id':'%s'}".formatted(experiment));
        assertThat(run(id).object("info").text("lifecycle_stage")).isEqualTo("active");
    }

    @Test
    void paramsAreIdempotentAndImmutable() {
        String id = server.run("0");
        String param = "{'run_id':'%s','key':'depth','value':'%s'}";
        server.posted("runs/log-parameter", param.formatted(id, "3"));
        server.posted("runs/log-parameter", param.formatted(id, "3"));
        Answer changed = server.post("runs/log-parameter", param.formatted(id, "5"));
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.message())
                .contains("Changing param values is not allowed")
                .contains("key='depth'")
                .contains("value='3'")
                .contains("'5'");
        Answer batch =
                server.post(
                        "runs/log-batch",
                        ("{'run_id':'%s','params':[{'key':'new','value':'1'},"
                                        + "{'key':'depth','value':'9'}],"
                                        + "'metrics':[{'key':'m','value':1,'timestamp':1}],"
                                        + "'tags':[{'key':'t','value':'1'}]}")
                                .formatted(id));
        assertThat(batch.status()).isEqualTo(400);
        JsonObject data = run(id).object("data");
        assertThat(pairs(data, "params")).isEqualTo(Map.of("depth", "3"));
        assertThat(data.has("metrics")).as("a refused batch leaves nothing").isFalse();
        assertThat(pairs(data, "tags")).containsOnlyKeys("mlflow.runName");
    }

    @Test
    void refusesOneParamTwiceInABatch() {
        String id = server.run("0");
        Answer answer =
                server.post(
                        "runs/log-batch",
                        ("{'run_id':'%s','params':[{'key':'a','value':'1'},"
                                        + "{'key':'a','value':'1'}]}")
                                .formatted(id));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message())
                .contains("Duplicate parameter keys have been submitted: ['a']");
    }

    @Test
    void tagsAreReplacedAndRemoved() {
        String id = server.run("0");
        server.posted("runs/set-tag", "{'run_uuid':'%s','key':'k','value':'1'}".formatted(id));
        server.posted("runs/set-tag", "{'run_id':'%s','key':'k','value':''}".formatted(id));
        assertThat(pairs(run(id).object("data"), "tags")).containsEntry("k", "");
        server.posted("runs/delete-tag", "{'run_id':'%s','key':'k'}".formatted(id));
        Answer again = server.post("runs/delete-tag", "{'run_id':'%s','key':'k'}".formatted(id));
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.message()).startsWith("No tag with name: k");
        assertThat(server.post("runs/delete-tag", "{'run_id':'fake','key':'k'}").message())
                .isEqualTo("Run with id=fake not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'NaN'", "NaN"})
    void aMetricMayBeNoNumber(String value) {
        String id = server.run("0");
        logMetric(id, value);
        assertThat(latest(id).text("value")).isEqualTo("NaN");
    }

    @ParameterizedTest
    @CsvSource({
        "'Infinity', 1.7976931348623157E308",
        "Infinity, 1.7976931348623157E308",
        "-Infinity, -1.7976931348623157E308",
        "1, 1.0",
        "-0.5, -0.5",
        "1e400, 1.7976931348623157E308"
    })
    void aMetricsValueIsADouble(String value, double stored) {
        String id = server.run("0");
        logMetric(id, value);
        assertThat(latest(id).value("value")).isEqualTo(stored);
    }

    private void logMetric(String id, String value) {
        server.posted(
                "runs/log-metric",
                "{'run_id':'%s','key':'m','value':%s,'timestamp':7}".formatted(id, value));
        server.posted(
                "runs/log-batch",
                "{'run_id':'%s','metrics':[{'key':'m','value':%s,'timestamp':7}]}"
                        .formatted(id, value));
    }

    private JsonObject latest(String id) {
        List<JsonObject> metrics = run(id).object("data").objects("metrics");
        assertThat(metrics).hasSize(1);
        return metrics.getFirst();
    }

    @Test
    void theLatestMetricHasTheGreatestStepThenTimeThenValue() {
        String id = server.run("0");
        String metric = "{'run_id':'%s','key':'m','value':%s,'timestamp':%s,'step':%s}";
        server.posted("runs/log-metric", metric.formatted(id, 1, 10, 5));
        server.posted("runs/log-metric", metric.formatted(id, 2, 99, 4));
        assertThat(latest(id).value("value")).isEqualTo(1.0);
        server.posted("runs/log-metric", metric.formatted(id, 3, 11, 5));
        server.posted("runs/log-metric", metric.formatted(id, 2, 11, 5));
        assertThat(latest(id).asMap())
                .isEqualTo(Map.of("key", "m", "value", 3.0, "timestamp", 11L, "step", 5L));
    }

    @Test
    void numbersOfSixtyFourBitsKeepAllTheirDigits() {
        String id = server.run("0");
        server.posted(
                "runs/log-metric",
                "{'run_id':'%s','key':'m','value':1,'timestamp':%d,'step':%d}"
                        .formatted(id, Long.MAX_VALUE, Long.MIN_VALUE));
        assertThat(latest(id).value("timestamp")).isEqualTo(Long.MAX_VALUE);
        assertThat(latest(id).value("step")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void refusesABadRequestNamingTheField() {
        String id = server.run("0");
        for (List<String> row :
                Table.rows(
                        3,
                        """
                    runs/log-metric    | 'run_id':31,'key':'m','value':4,'timestamp':1          | Invalid value 31 for parameter 'run_id' supplied
                    runs/log-metric    | 'run_id':'$','key':31,'value':4,'timestamp':1          | Invalid value 31 for parameter 'key' supplied
                    runs/log-metric    | 'run_id':'$','key':'m','value':4,'timestamp':'foo'     | Invalid value "foo" for parameter 'timestamp' supplied
                    runs/log-metric    | 'run_id':'$','key':'m','value':4,'timestamp':1,'step':'foo' | Invalid value "foo" for parameter 'step' supplied
                    runs/log-metric    | 'run_id':null,'key':'m','value':4,'timestamp':1        | Missing value for required parameter 'run_id'
                    runs/log-metric    | 'run_id':'$','value':4,'timestamp':1                   | Missing value for required parameter 'key'
                    runs/log-metric    | 'run_id':'$','key':null,'value':4,'timestamp':1        | Missing value for required parameter 'key'
                    runs/log-metric    | 'run_id':'$','key':'m','timestamp':1                   | Missing value for required parameter 'value'
                    runs/log-metric    | 'run_id':'$','key':'m','value':4                       | Missing value for required parameter 'timestamp'
                    runs/log-metric    | 'run_id':'$','key':'m','value':true,'timestamp':1      | for parameter 'value' supplied
                    runs/log-metric    | 'run_id':'$','key':'m','value':'','timestamp':1        | for parameter 'value' supplied
                    runs/log-metric    | 'run_id':'$','key':'m','value':4,'timestamp':-1        | Invalid value -1 for parameter 'timestamp' supplied
                    runs/log-metric    | 'run_id':'$','key':'m','value':4,'timestamp':9223372036854775808 | for parameter 'timestamp' supplied
                    runs/log-metric    | 'run_id':'$','key':'m','value':4,'timestamp':1.5       | for parameter 'timestamp' supplied
                    runs/log-metric    | 'run_id':'$','key':'a/../b','value':4,'timestamp':1    | Invalid value "a/../b" for parameter 'key' supplied
                    runs/log-metric    | 'run_id':'$','key':'a;b','value':4,'timestamp':1       | Names may only contain
                    runs/log-parameter | 'run_id':31,'key':'p','value':'v'                      | Invalid value 31 for parameter 'run_id' supplied
                    runs/log-parameter | 'run_id':'$','key':31,'value':'v'                      | Invalid value 31 for parameter 'key' supplied
                    runs/log-parameter | 'run_id':'$','key':'p','value':4                       | Invalid value 4 for parameter 'value' supplied
                    runs/set-tag       | 'run_id':'$','key':'p','value':41                      | Invalid value 41 for parameter 'value' supplied
                    runs/set-tag       | 'run_id':'$','value':'v'                               | Missing value for required parameter 'key'
                    runs/set-tag       | 'run_id':'$','key':'k','value':'\\ud83d'               | surrogate
                    runs/set-tag       | 'run_id':'$','key':'k','value':'a\\u0000'              | NUL
                    runs/set-tag       | 'run_id':'$','key':'k','value':'v','value':'w'         | twice
                    runs/log-batch     | 'run_id':'$','metrics':'foo'                           | Invalid value "foo" for parameter 'metrics' supplied
                    runs/log-batch     | 'run_id':'$','params':'foo'                            | Invalid value "foo" for parameter 'params' supplied
                    runs/log-batch     | 'run_id':'$','tags':'foo'                              | Invalid value "foo" for parameter 'tags' supplied
                    runs/log-batch     | 'run_id':'$','metrics':[{'key':'m','value':2.5}]       | Missing value for required parameter 'metrics[0].timestamp'
                    runs/log-batch     | 'run_id':'$','metrics':[{'key':'m','value':1,'timestamp':1},{'key':'m','timestamp':1}] | Missing value for required parameter 'metrics[1].value'
                    runs/log-batch     | 'run_id':'$','params':[{'value':'v'}]                  | Missing value for required parameter 'params[0].key'
                    runs/log-batch     | 'run_id':'$','tags':[{'key':'../x','value':'v'}]       | for parameter 'tags[0].key' supplied
                    runs/log-batch     | 'run_id':'$','tags':[{'key':'k','value':'\\udc00'}]    | surrogate
                    runs/log-batch     | 'metrics':[]                                           | Missing value for required parameter 'run_id'
                    runs/update        | 'run_id':'$','status':'DONE'                           | Invalid value "DONE" for parameter 'status' supplied
                    runs/update        | 'run_id':'$','end_time':'soon'                         | Invalid value "soon" for parameter 'end_time' supplied
                    runs/create        | 'experiment_id':5                                      | Invalid value 5 for parameter 'experiment_id' supplied
                    runs/create        | 'experiment_id':'x'                                    | Invalid experiment ID 'x'
                    runs/create        | 'experiment_id':'0','start_time':'now'                 | Invalid value "now" for parameter 'start_time' supplied
                    runs/log-model     | 'run_id':'$','model_json':'{'                          | Malformed model info
                    runs/log-model     | 'run_id':'$','model_json':'{}'                         | missing mandatory fields
                    runs/log-inputs    | 'run_id':'$','datasets':[{}]                           | Missing value for required parameter 'datasets[0].dataset'
                    runs/log-inputs    | 'run_id':'$','datasets':[{'dataset':{'name':'n'}}]     | Missing value for required parameter 'datasets[0].dataset.digest'
                    runs/outputs       | 'run_id':'$','models':[]                               | Missing value for required parameter 'models'
                        """)) {
            refusesABadRequestNamingTheField(row.get(0), row.get(1), row.get(2), id);
        }
    }

    private void refusesABadRequestNamingTheField(
            String call, String members, String message, String id) {
        int entries = server.log().size();
        Answer answer = server.post(call, "{" + members.replace("$", id) + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(answer.message()).contains(message);
        assertThat(server.log()).hasSize(entries);
    }

    @ParameterizedTest
    @CsvSource({
        "runs/log-parameter, 250, 6000",
        "runs/set-tag, 250, 8000",
    })
    void holdsTheLimitsOfKeysAndValues(String call, int keyMax, int valueMax) {
        String id = server.run("0");
        String body = "{'run_id':'%s','key':'%s','value':'%s'}";
        server.posted(call, body.formatted(id, "k".repeat(keyMax), "ü".repeat(valueMax)));
        assertThat(server.post(call, body.formatted(id, "k".repeat(keyMax + 1), "")).message())
                .isEqualTo("'key' exceeds the maximum length of %d characters".formatted(keyMax));
        assertThat(server.post(call, body.formatted(id, "x", "ü".repeat(valueMax + 1))).message())
                .isEqualTo(
                        "'value' exceeds the maximum length of %d characters".formatted(valueMax));
    }

    @Test
    void holdsTheLimitsOfABatch() {
        String id = server.run("0");
        assertThat(batch(id, 1000, 0, 0).status()).isEqualTo(200);
        assertThat(batch(id, 800, 100, 100).status()).isEqualTo(200);
        assertThat(batch(id, 1001, 0, 0).message()).contains("at most 1000 metrics. Got 1001");
        assertThat(batch(id, 0, 101, 0).message()).contains("at most 100 params. Got 101");
        assertThat(batch(id, 0, 0, 101).message()).contains("at most 100 tags. Got 101");
        assertThat(batch(id, 900, 51, 50).message())
                .contains("at most 1000 metrics, params, and tags. Got 1001");
        assertThat(run(id).object("data").objects("metrics")).hasSize(1000);
    }

    private Answer batch(String id, int metrics, int params, int tags) {
        StringBuilder body = new StringBuilder("{'run_id':'" + id + "','metrics':[");
        for (int i = 0; i < metrics; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{'key':'m%d','value':%d,'timestamp':%d,'step':0}".formatted(i, i, i));
        }
        body.append("],'params':[");
        for (int i = 0; i < params; i++) {
            body.append(i == 0 ? "" : ",").append("{'key':'p%d','value':'%d'}".formatted(i, i));
        }
        body.append("],'tags':[");
        for (int i = 0; i < tags; i++) {
            body.append(i == 0 ? "" : ",").append("{'key':'t%d','value':'%d'}".formatted(i, i));
        }
        return server.post("runs/log-batch", body.append("]}").toString());
    }

    @Test
    void readsABatchInAnySpellingAlike() {
        String usual = server.run("0");
        String odd = server.run("0");
        server.posted(
                "runs/log-batch",
                "{'run_id':'%s','metrics':[{'key':'m','value':1.5,'timestamp':7,'step':2}]}"
                        .formatted(usual));
        server.posted(
                "runs/log-batch",
                ("{'run_uuid':'%s','more':[1],'metrics':[{'key':'m','value':'1.5',"
                                + "'timestamp':'7','step':2.0,'model_id':null}],'tags':null}")
                        .formatted(odd));
        assertThat(latest(odd).asMap()).isEqualTo(latest(usual).asMap());
    }

    @Test
    void answersBodiesThatAreNoJsonObjectAndTooDeep() {
        for (String body : List.of("", "[]", "5", "nonsense", "[".repeat(5000), "{'a':")) {
            Answer answer = server.post("runs/log-batch", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        }
        Answer deep =
                server.post(
                        "runs/log-batch",
                        "{'run_id':'x','more':" + "[".repeat(5000) + "]".repeat(5000) + "}");
        assertThat(deep.status()).isEqualTo(400);
        byte[] notUnicode = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        assertThat(server.send("POST", "/api/2.0/mlflow/runs/log-batch", notUnicode).status())
                .isEqualTo(400);
    }

    @Test
    void readsBodiesThatOldClientsEncodedTwice() {
        String id = server.run("0");
        String inner = "{\\\"run_id\\\":\\\"%s\\\",\\\"key\\\":\\\"k\\\",\\\"value\\\":\\\"v\\\"}";
        server.posted("runs/set-tag", "'" + inner.formatted(id) + "'");
        assertThat(pairs(run(id).object("data"), "tags")).containsEntry("k", "v");
    }

    @Test
    void refusesABodyThatIsNotSentAsJson() {
        Answer answer =
                server.send(
                        "POST", "/api/2.0/mlflow/runs/create", "{}", "Content-Type", "text/plain");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("Content-Type");
    }

    @Test
    void anUnknownRouteIs404WithoutAJsonObjectAndAWrongMethod405() {
        assertThat(server.send("POST", "/api/3.0/mlflow/nothing", "{}"))
                .isEqualTo(new Answer(404, ""));
        assertThat(server.send("GET", "/api/2.0/mlflow/runs/create", ""))
                .isEqualTo(new Answer(405, ""));
    }

    @Test
    void anUnknownWorkspaceIs404() {
        Answer answer =
                server.send(
                        "GET",
                        "/api/2.0/mlflow/experiments/get?experiment_id=0",
                        "",
                        "X-MLFLOW-WORKSPACE",
                        "nobody");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void oldClientsModelsGoIntoATag() {
        String id = server.run("0");
        String model =
                "{'run_id':'%s','model_json':'{\\\"run_id\\\":\\\"r\\\",\\\"artifact_path\\\":\\\"%s\\\",\\\"utc_time_created\\\":\\\"t\\\",\\\"flavors\\\":{\\\"x\\\":{\\\"config\\\":1,\\\"a\\\":2}}}'}";
        server.posted("runs/log-model", model.formatted(id, "one"));
        server.posted("runs/log-model", model.formatted(id, "two"));
        assertThat(pairs(run(id).object("data"), "tags").get("mlflow.log-model.history"))
                .isEqualTo(
                        "[{\"run_id\":\"r\",\"artifact_path\":\"one\",\"utc_time_created\":\"t\",\"flavors\":{\"x\":{\"a\":2}}},"
                                + "{\"run_id\":\"r\",\"artifact_path\":\"two\",\"utc_time_created\":\"t\",\"flavors\":{\"x\":{\"a\":2}}}]");
    }

    @Test
    void inputsAndOutputsAreShownWithTheRun() {
        String id = server.run("0");
        server.posted(
                "runs/log-inputs",
                ("{'run_id':'%s','datasets':[{'tags':[{'key':'mlflow.data.context',"
                                + "'value':'train'}],'dataset':{'name':'n','digest':'d',"
                                + "'source_type':'s','source':'{}','schema':'[]'}}],"
                                + "'models':[{'model_id':'m-in'}]}")
                        .formatted(id));
        server.posted(
                "runs/outputs",
                "{'run_id':'%s','models':[{'model_id':'m-out','step':3}]}".formatted(id));
        JsonObject run = run(id);
        JsonObject input = run.object("inputs").objects("dataset_inputs").getFirst();
        assertThat(input.object("dataset").asMap())
                .isEqualTo(
                        Map.of(
                                "name",
                                "n",
                                "digest",
                                "d",
                                "source_type",
                                "s",
                                "source",
                                "{}",
                                "schema",
                                "[]"));
        assertThat(input.objects("tags").getFirst().text("value")).isEqualTo("train");
        assertThat(run.object("inputs").objects("model_inputs").getFirst().text("model_id"))
                .isEqualTo("m-in");
        assertThat(run.object("outputs").objects("model_outputs").getFirst().asMap())
                .isEqualTo(Map.of("model_id", "m-out", "step", 3L));
    }
}
