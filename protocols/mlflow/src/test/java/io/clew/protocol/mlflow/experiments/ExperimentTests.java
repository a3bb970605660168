package io.clew.protocol.mlflow.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.Fact;
import io.clew.model.log.LogRecord;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTests {
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

    private JsonObject experiment(String id) {
        return server.got("experiments/get", "experiment_id=" + id).object("experiment");
    }

    @Test
    void theDefaultExperimentIsThereFromTheStart() {
        JsonObject experiment = experiment("0");
        assertThat(experiment.text("name")).isEqualTo("Default");
        assertThat(experiment.text("experiment_id")).isEqualTo("0");
        assertThat(experiment.text("artifact_location")).isEqualTo("mlflow-artifacts:/0");
        assertThat(experiment.text("lifecycle_stage")).isEqualTo("active");
        assertThat(experiment.value("creation_time")).isInstanceOf(Long.class);
        assertThat(experiment.has("tags")).isFalse();
    }

    @Test
    void aSecondStartMakesNoSecondDefaultExperiment() {
        server.close();
        server = MlflowServer.start(folder);
        assertThat(server.log()).isEmpty();
        assertThat(experiment("0").text("name")).isEqualTo("Default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "-5", "9223372036854775807", "99999999999999999999999"})
    void namesTheExperimentThatIsNotThereAsItWasAskedFor(String id) {
        for (Answer answer :
                List.of(
                        server.get("experiments/get", "experiment_id=" + id),
                        server.post("experiments/delete", "{'experiment_id':'%s'}".formatted(id)),
                        server.post("runs/create", "{'experiment_id':'%s'}".formatted(id)))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
            assertThat(answer.message()).isEqualTo("No Experiment with id=" + id + " exists");
        }
    }

    @Test
    void putsNewExperimentsBelowTheRootOfArtifacts() {
        server.close();
        server = MlflowServer.startWithRoot(folder.resolve("other"), "s3://bucket/clew");
        assertThat(experiment("0").text("artifact_location")).isEqualTo("s3://bucket/clew/0");
        String plain = server.experiment("plain");
        assertThat(experiment(plain).text("artifact_location"))
                .isEqualTo("s3://bucket/clew/" + plain);
        String own =
                server.posted("experiments/create", "{'name':'own','artifact_location':'gs://b/x'}")
                        .text("experiment_id");
        assertThat(experiment(own).text("artifact_location")).isEqualTo("gs://b/x");
    }

    @Test
    void createsWithTagsAndFindsByIdAndName() {
        String id =
                server.posted(
                                "experiments/create",
                                "{'name':'fraud','tags':[{'key':'team','value':'risk'}]}")
                        .text("experiment_id");
        assertThat(id).isEqualTo("1");
        JsonObject found =
                server.got("experiments/get-by-name", "experiment_name=fraud").object("experiment");
        assertThat(found.asMap()).isEqualTo(experiment(id).asMap());
        assertThat(found.objects("tags").getFirst().text("value")).isEqualTo("risk");
        assertThat(found.text("artifact_location")).isEqualTo("mlflow-artifacts:/1");
    }

    @Test
    void everyCallAnswersBelowAjaxToo() {
        assertThat(server.send("GET", "/ajax-api/2.0/mlflow/experiments/get?experiment_id=0", ""))
                .isEqualTo(
                        server.send("GET", "/api/2.0/mlflow/experiments/get?experiment_id=0", ""));
    }

    @Test
    void refusesATakenNameWith400AndAMissingOneWith404() {
        server.experiment("fraud");
        Answer taken = server.post("experiments/create", "{'name':'fraud'}");
        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.errorCode()).isEqualTo("RESOURCE_ALREADY_EXISTS");
        Answer missing = server.get("experiments/get-by-name", "experiment_name=nobody");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(missing.message()).isEqualTo("Could not find experiment with name 'nobody'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'name':123}                                 | Invalid value 123 for parameter 'name'
                    {}                                           | Missing value for required parameter 'name'
                    {'name':''}                                  | Missing value for required parameter 'name'
                    {'name':'x','artifact_location':9.0}         | Invalid value 9.0 for parameter 'artifact_location'
                    {'name':'x','tags':'5'}                      | Invalid value "5" for parameter 'tags'
                    {'name':'x','tags':[{'value':'v'}]}          | for parameter 'tags[0].key' supplied
                    {'name':'x','tags':[{'key':'../a'}]}         | for parameter 'tags[0].key' supplied
                    {'name':'x','artifact_location':'runs:/a/b'} | runs:/ URI
                    {'name':'x','artifact_location':'s3://b/#a'} | fragments
                    {'name':'x','name':'y'}                      | twice
                    [1]                                          | JSON object
                    {                                            | not valid JSON
                    {'name':'\\ud800'}                           | surrogate
                    {'name':'a\\u0000b'}                         | NUL
                    """)
    void refusesABadRequestNamingTheField(String body, String message) {
        Answer answer = server.post("experiments/create", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(answer.message()).contains(message);
        assertThat(server.log()).hasSize(1);
    }

    @Test
    void holdsTheLimitsOfNamesAndTags() {
        assertThat(server.post("experiments/create", "{'name':'" + "é".repeat(500) + "'}").status())
                .isEqualTo(200);
        assertThat(
                        server.post("experiments/create", "{'name':'" + "é".repeat(501) + "'}")
                                .message())
                .isEqualTo("'name' exceeds the maximum length of 500 characters");
        String tag = "{'experiment_id':'0','key':'k','value':'%s'}";
        assertThat(
                        server.post(
                                        "experiments/set-experiment-tag",
                                        tag.formatted("v".repeat(5000)))
                                .status())
                .isEqualTo(200);
        assertThat(
                        server.post(
                                        "experiments/set-experiment-tag",
                                        tag.formatted("v".repeat(5001)))
                                .message())
                .isEqualTo("'value' exceeds the maximum length of 5000 characters");
        assertThat(
                        server.post(
                                        "experiments/set-experiment-tag",
                                        "{'experiment_id':'0','key':'"
                                                + "k".repeat(251)
                                                + "','value':''}")
                                .message())
                .isEqualTo("'key' exceeds the maximum length of 250 characters");
    }

    @ParameterizedTest
    @CsvSource({"x, 400", "'', 400", "-1, 404", "99, 404", "99999999999999999999, 404", "1.5, 400"})
    void refusesAnIdThatIsNoExperiment(String id, int status) {
        assertThat(server.get("experiments/get", "experiment_id=" + id).status()).isEqualTo(status);
    }

    @Test
    void renamesAndRefusesToRenameWhatIsDeleted() {
        String id = server.experiment("bad");
        server.posted(
                "experiments/update", "{'experiment_id':'%s','new_name':'good'}".formatted(id));
        assertThat(experiment(id).text("name")).isEqualTo("good");
        Answer taken =
                server.post(
                        "experiments/update",
                        "{'experiment_id':'%s','new_name':'Default'}".formatted(id));
        assertThat(taken.errorCode()).isEqualTo("RESOURCE_ALREADY_EXISTS");
        server.posted("experiments/delete", "{'experiment_id':'%s'}".formatted(id));
        Answer deleted =
                server.post(
                        "experiments/update",
                        "{'experiment_id':'%s','new_name':'x'}".formatted(id));
        assertThat(deleted.status()).isEqualTo(400);
        assertThat(deleted.errorCode()).isEqualTo("INVALID_STATE");
    }

    @Test
    void aNameThatBecameFreeNamesAnotherNode() {
        String first = server.experiment("a");
        server.posted(
                "experiments/update", "{'experiment_id':'%s','new_name':'b'}".formatted(first));
        int before = server.log().size();
        String second = server.experiment("a");
        assertThat(nodes(before)).containsExactly(MlflowUrns.experiment("a#" + second).toString());
    }

    @Test
    void deletesAndRestoresOnce() {
        String id = server.experiment("x");
        String body = "{'experiment_id':'%s'}".formatted(id);
        server.posted("experiments/delete", body);
        assertThat(experiment(id).text("lifecycle_stage")).isEqualTo("deleted");
        assertThat(server.post("experiments/delete", body).status()).isEqualTo(404);
        assertThat(
                        server.post(
                                        "experiments/set-experiment-tag",
                                        "{'experiment_id':'%s','key':'k','value':'v'}"
                                                .formatted(id))
                                .message())
                .contains("must be in the 'active' state");
        server.posted("experiments/restore", body);
        assertThat(experiment(id).text("lifecycle_stage")).isEqualTo("active");
        assertThat(server.post("experiments/restore", body).status()).isEqualTo(404);
    }

    @Test
    void setsReplacesAndDeletesTags() {
        String id = server.experiment("x");
        String set = "{'experiment_id':'%s','key':'k','value':'%s'}";
        server.posted("experiments/set-experiment-tag", set.formatted(id, "1"));
        server.posted("experiments/set-experiment-tag", set.formatted(id, "2"));
        assertThat(experiment(id).objects("tags").getFirst().text("value")).isEqualTo("2");
        String delete = "{'experiment_id':'%s','key':'k'}".formatted(id);
        server.posted("experiments/delete-experiment-tag", delete);
        assertThat(experiment(id).has("tags")).isFalse();
        Answer again = server.post("experiments/delete-experiment-tag", delete);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.message()).contains("No tag with name: k");
    }

    @Test
    void saysInTheGraphWhatHappens() {
        int before = server.log().size();
        String id =
                server.posted(
                                "experiments/create",
                                "{'name':'fraud','tags':[{'key':'team','value':'risk'}]}")
                        .text("experiment_id");
        assertThat(attributes(before))
                .contains(
                        "name=fraud",
                        "experiment-id=" + id,
                        "storage=mlflow-artifacts:/" + id,
                        "tag.team=risk");
        before = server.log().size();
        String tag = "{'experiment_id':'%s','key':'team','value':'risk'}".formatted(id);
        server.posted("experiments/set-experiment-tag", tag);
        assertThat(attributes(before)).as("a repeated tag says nothing new").isEmpty();
        server.posted("experiments/delete", "{'experiment_id':'%s'}".formatted(id));
        server.posted("experiments/restore", "{'experiment_id':'%s'}".formatted(id));
        assertThat(attributes(before))
                .containsExactly(Attributes.DELETED + "=true", Attributes.DELETED + "=null");
    }

    private List<String> nodes(int before) {
        List<String> nodes = new ArrayList<>();
        for (LogRecord record : server.recordsAfter(before)) {
            if (record instanceof LogRecord.NodeAdded node) {
                nodes.add(node.urn().toString());
            }
        }
        return nodes;
    }

    private List<String> attributes(int before) {
        List<String> attributes = new ArrayList<>();
        for (LogRecord record : server.recordsAfter(before)) {
            if (record instanceof LogRecord.AttributeAsserted asserted) {
                Fact.AttributeFact fact = asserted.fact();
                attributes.add(fact.key() + "=" + fact.value());
            }
        }
        return attributes;
    }
}
