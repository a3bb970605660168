package io.clew.protocol.mlflow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.wire.KeyValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptlabTests {
    private static final String PATH = "/ajax-api/2.0/mlflow/runs/create-promptlab-run";

    @TempDir Path folder;
    private MlflowServer server;

    @BeforeEach
    void start() {
        server = MlflowServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer create(String fields) {
        return server.send("POST", PATH, "{" + fields + "}");
    }

    private Answer tried(String experimentId) {
        return create(
                """
                "experiment_id":"%s","run_name":"one","user_id":"ann","start_time":456,
                "prompt_template":"Say {{what}}","prompt_parameters":[{"key":"what","value":"hi"}],
                "model_route":"route","model_parameters":[{"key":"temperature","value":"0.1"}],
                "model_input":"Say hi","model_output":"hi",
                "model_output_parameters":[{"key":"latency","value":"100"}],
                "mlflow_version":"3.0.0"
                """
                        .formatted(experimentId));
    }

    @Test
    void keepsATriedPromptAsAFinishedRun() {
        JsonObject run = tried("0").json().object("run");
        JsonObject info = run.object("info");
        assertThat(info.text("run_name")).isEqualTo("one");
        assertThat(info.text("user_id")).isEqualTo("ann");
        assertThat(info.text("status")).isEqualTo("FINISHED");
        assertThat(info.integer("start_time")).isEqualTo(456);
        JsonObject data = run.object("data");
        assertThat(KeyValue.list(data, "params"))
                .containsExactlyInAnyOrder(
                        new KeyValue("model_route", "route"),
                        new KeyValue("prompt_template", "Say {{what}}"),
                        new KeyValue("temperature", "0.1"));
        assertThat(KeyValue.list(data, "tags"))
                .contains(new KeyValue("mlflow.runSourceType", "PROMPT_ENGINEERING"));
        String path = "/get-artifact?path=eval_results_table.json&run_id=";
        assertThat(server.send("GET", path + info.text("run_id"), "").text())
                .isEqualTo(
                        "{\"columns\":[\"what\",\"prompt\",\"output\",\"latency\"],"
                                + "\"data\":[[\"hi\",\"Say hi\",\"hi\",\"100\"]]}");
    }

    @Test
    void namesTheFirstFieldThatIsMissing() {
        int before = server.log().size();
        List<String> given = new ArrayList<>();
        for (String field :
                List.of(
                        "experiment_id",
                        "prompt_template",
                        "prompt_parameters",
                        "model_route",
                        "model_input",
                        "mlflow_version")) {
            Answer answer = create(String.join(",", given));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
            assertThat(answer.message())
                    .isEqualTo("CreatePromptlabRun request must specify " + field + ".");
            given.add(
                    field.equals("prompt_parameters")
                            ? "\"prompt_parameters\":[{\"key\":\"a\",\"value\":\"b\"}]"
                            : "\"%s\":\"0\"".formatted(field));
        }
        assertThat(server.log()).hasSize(before);
    }

    @Test
    void failsARunWhoseTableBelongsElsewhere() {
        String elsewhere =
                server.posted("experiments/create", "{'name':'s','artifact_location':'s3://b/x'}")
                        .text("experiment_id");
        Answer answer = tried(elsewhere);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("not with this server");
        JsonObject run =
                server.posted("runs/search", "{'experiment_ids':['%s']}".formatted(elsewhere))
                        .objects("runs")
                        .getFirst();
        assertThat(run.object("info").text("status")).isEqualTo("FAILED");
    }
}
