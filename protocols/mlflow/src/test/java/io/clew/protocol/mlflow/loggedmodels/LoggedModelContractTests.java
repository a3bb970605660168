package io.clew.protocol.mlflow.loggedmodels;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.Cases;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.Said;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the calls on logged models must do on every database. */
abstract class LoggedModelContractTests {
    private static final String BASE = "/api/2.0/mlflow/";

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

    private String create(String... members) {
        String more = members.length == 0 ? "" : "," + String.join(",", members);
        return server.posted("logged-models", "{'experiment_id':'0'" + more + "}")
                .object("model")
                .object("info")
                .text("model_id");
    }

    private JsonObject model(String id) {
        return server.got("logged-models/" + id, "").object("model");
    }

    private Answer patch(String call, String json) {
        return server.send("PATCH", BASE + call, json.replace('\'', '"'));
    }

    private Answer delete(String call) {
        return server.send("DELETE", BASE + call, "");
    }

    private static List<String> pairs(List<JsonObject> entries) {
        return entries.stream().map(e -> e.text("key") + "=" + e.text("value")).toList();
    }

    @Test
    void createsAPendingModelWithAFolderOfItsOwn() {
        int entries = server.log().size();
        String id =
                create(
                        "'name':'model'",
                        "'model_type':'LLM'",
                        "'source_run_id':'r1'",
                        "'params':[{'key':'p','value':'1'}]",
                        "'tags':[{'key':'t','value':'2'}]");
        assertThat(id).matches("m-[0-9a-f]{32}");
        JsonObject info = model(id).object("info");
        assertThat(info.text("name")).isEqualTo("model");
        assertThat(info.text("experiment_id")).isEqualTo("0");
        assertThat(info.text("status")).isEqualTo("LOGGED_MODEL_PENDING");
        assertThat(info.text("model_type")).isEqualTo("LLM");
        assertThat(info.text("source_run_id")).isEqualTo("r1");
        assertThat(info.text("artifact_uri"))
                .isEqualTo("mlflow-artifacts:/0/models/" + id + "/artifacts");
        assertThat(info.value("creation_timestamp_ms")).isInstanceOf(Long.class);
        assertThat(pairs(info.objects("tags"))).containsExactly("t=2");
        assertThat(pairs(model(id).object("data").objects("params"))).containsExactly("p=1");
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "logged-model/" + id + " name=model",
                        "logged-model/" + id + " storage=" + info.text("artifact_uri"),
                        "logged-model/" + id + " model-status=pending",
                        "logged-model/" + id + " model-type=LLM",
                        "logged-model/" + id + " generated-by run/r1",
                        "logged-model/" + id + " param.p=1",
                        "logged-model/" + id + " tag.t=2");
    }

    @Test
    void whatIsNotSetIsLeftOut() {
        JsonObject model = model(create());
        assertThat(model.object("info").has("model_type")).isFalse();
        assertThat(model.object("info").has("source_run_id")).isFalse();
        assertThat(model.object("info").has("tags")).isFalse();
        assertThat(model.object("data").asMap()).isEmpty();
        assertThat(model.object("info").text("name")).isNotEmpty();
    }

    @Test
    void badRequestsAreRefused() {
        Cases.each(
                3,
                """
                {}|400|Missing value for required parameter 'experiment_id'
                {'experiment_id':'x'}|400|Invalid experiment ID 'x'
                {'experiment_id':'77'}|404|No Experiment with id=77 exists
                {'experiment_id':'0','name':'a/b'}|400|Invalid model name
                {'experiment_id':'0','name':'a%b'}|400|Invalid model name
                {'experiment_id':'0','params':[{'value':'x'}]}|400|Missing value for required parameter 'params[0].key'
                {'experiment_id':'0','params':5}|400|Invalid value 5 for parameter 'params'
                """,
                row -> {
                    String json = row.get(0);
                    int status = Integer.parseInt(row.get(1));
                    String message = row.get(2);
                    int entries = server.log().size();
                    Answer answer = server.post("logged-models", json);
                    assertThat(answer.status()).isEqualTo(status);
                    assertThat(answer.message()).startsWith(message);
                    assertThat(server.log()).hasSize(entries);
                });
    }

    @Test
    void whatIsOverALimitIsRefused() {
        String many =
                IntStream.range(0, 1001)
                        .mapToObj(i -> "{'key':'k" + i + "','value':'v'}")
                        .collect(Collectors.joining(","));
        for (String member :
                List.of(
                        "'params':[{'key':'" + "k".repeat(251) + "','value':'v'}]",
                        "'params':[{'key':'k','value':'" + "v".repeat(6001) + "'}]",
                        "'tags':[{'key':'k','value':'" + "v".repeat(8001) + "'}]",
                        "'tags':[" + many + "]",
                        "'name':'" + "n".repeat(501) + "'")) {
            Answer answer = server.post("logged-models", "{'experiment_id':'0'," + member + "}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        }
        create("'params':[{'key':'" + "k".repeat(250) + "','value':'" + "v".repeat(6000) + "'}]");
    }

    @Test
    void finishingSetsTheStatus() {
        Cases.each(
                3,
                """
                LOGGED_MODEL_READY|LOGGED_MODEL_READY|ready
                LOGGED_MODEL_UPLOAD_FAILED|LOGGED_MODEL_UPLOAD_FAILED|failed
                2|LOGGED_MODEL_READY|ready
                """,
                row -> {
                    String sent = row.get(0);
                    String status = row.get(1);
                    String word = row.get(2);
                    String id = create();
                    int entries = server.log().size();
                    Answer answer = patch("logged-models/" + id, "{'status':'" + sent + "'}");
                    assertThat(answer.json().object("model").object("info").text("status"))
                            .isEqualTo(status);
                    assertThat(Said.after(server, entries))
                            .containsExactly("logged-model/" + id + " model-status=" + word);
                });
    }

    @Test
    void anUnknownStatusIsRefused() {
        String id = create();
        Cases.each(
                List.of(
                        "{}",
                        "{'status':'DONE'}",
                        "{'status':9}",
                        "{'status':-1}",
                        "{'status':[]}"),
                json -> {
                    Answer answer = patch("logged-models/" + id, json);
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.message()).contains("'status'");
                    assertThat(model(id).object("info").text("status"))
                            .isEqualTo("LOGGED_MODEL_PENDING");
                });
    }

    @Test
    void tagsCanBeSetAndDeleted() {
        String id = create();
        patch("logged-models/" + id + "/tags", "{'tags':[{'key':'a/b','value':'1'}]}");
        patch("logged-models/" + id + "/tags", "{'tags':[{'key':'a/b','value':'2'},{'key':'c'}]}");
        assertThat(pairs(model(id).object("info").objects("tags"))).containsExactly("a/b=2", "c=");
        int entries = server.log().size();
        assertThat(delete("logged-models/" + id + "/tags/a%2Fb").text()).isEqualTo("{}");
        assertThat(Said.after(server, entries))
                .containsExactly("logged-model/" + id + " tag.a/b=null");
        Answer again = delete("logged-models/" + id + "/tags/a%2Fb");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.message()).startsWith("No tag with key 'a/b' found");
    }

    @Test
    void paramsCanBeAddedButNotChanged() {
        String id = create("'params':[{'key':'a','value':'1'}]");
        String call = "logged-models/" + id + "/params";
        assertThat(server.post(call, "{'params':[{'key':'b','value':'2'}]}").text())
                .isEqualTo("{}");
        assertThat(server.post(call, "{'params':[{'key':'a','value':'1'}]}").status())
                .isEqualTo(200);
        Answer changed =
                server.post(call, "{'params':[{'key':'c','value':'3'},{'key':'a','value':'9'}]}");
        assertThat(changed.status()).isEqualTo(400);
        assertThat(pairs(model(id).object("data").objects("params"))).containsExactly("a=1", "b=2");
    }

    @Test
    void aDeletedModelIsGoneUnlessAskedForAndDeletionIsAState() {
        String id = create();
        int entries = server.log().size();
        assertThat(delete("logged-models/" + id).text()).isEqualTo("{}");
        assertThat(Said.after(server, entries))
                .containsExactly("logged-model/" + id + " deleted=true");
        for (Answer answer :
                List.of(
                        server.get("logged-models/" + id, ""),
                        delete("logged-models/" + id),
                        patch("logged-models/" + id, "{'status':2}"),
                        patch("logged-models/" + id + "/tags", "{'tags':[]}"),
                        server.post("logged-models/" + id + "/params", "{}"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.message()).isEqualTo("Logged model with ID '" + id + "' not found.");
        }
        assertThat(server.get("logged-models/" + id, "allow_deleted=true").status()).isEqualTo(200);
    }

    @Test
    void aModelOfADeletedExperimentIsRefused() {
        String experiment = server.experiment("gone");
        server.posted("experiments/delete", "{'experiment_id':'" + experiment + "'}");
        Answer answer = server.post("logged-models", "{'experiment_id':'" + experiment + "'}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).contains("must be in the 'active' state");
    }

    @Test
    void registeringItIsToldInATag() {
        String id = create("'source_run_id':'r1'");
        server.posted("registered-models/create", "{'name':'fraud'}");
        int entries = server.log().size();
        for (int i = 0; i < 2; i++) {
            server.posted(
                    "model-versions/create",
                    "{'name':'fraud','source':'models:/%s','model_id':'%s'}".formatted(id, id));
        }
        assertThat(pairs(model(id).object("info").objects("tags")))
                .containsExactly(
                        "mlflow.modelVersions=[{\"name\": \"fraud\", \"version\": 1}, {\"name\": \"fraud\", \"version\": 2}]");
        JsonObject version =
                server.got("model-versions/get", "name=fraud&version=1").object("model_version");
        assertThat(version.text("run_id")).isEqualTo("r1");
        assertThat(version.text("source")).isEqualTo("models:/" + id);
        assertThat(version.text("model_id")).isEqualTo(id);
        assertThat(
                        server.got("model-versions/get-download-uri", "name=fraud&version=1")
                                .text("artifact_uri"))
                .isEqualTo("mlflow-artifacts:/0/models/" + id + "/artifacts");
        assertThat(Said.after(server, entries))
                .contains("model-version/fraud/1 derived-from logged-model/" + id)
                .noneMatch(line -> line.startsWith("model-version/fraud/1 generated-by"));
    }

    @Test
    void aVersionFindsItsLoggedModelByRunAndNameOrByLocation() {
        String id = create("'name':'model'", "'source_run_id':'r1'");
        server.posted("registered-models/create", "{'name':'fraud'}");
        int entries = server.log().size();
        server.posted(
                "model-versions/create",
                "{'name':'fraud','source':'runs:/r1/model','run_id':'r1'}");
        server.posted(
                "model-versions/create",
                "{'name':'fraud','source':'mlflow-artifacts:/0/models/" + id + "/artifacts'}");
        assertThat(Said.after(server, entries))
                .contains(
                        "model-version/fraud/1 derived-from logged-model/%s (inferred by runs-uri-to-logged-model)"
                                .formatted(id),
                        "model-version/fraud/2 derived-from logged-model/%s (inferred by location-to-logged-model)"
                                .formatted(id))
                .noneMatch(line -> line.contains("generated-by"));
        assertThat(
                        server.got("model-versions/get", "name=fraud&version=2")
                                .object("model_version")
                                .text("run_id"))
                .isEqualTo("r1");
    }

    @Test
    void aVersionOfAMissingOrAnotherLoggedModelIsRefusedAndNothingWritten() {
        String id = create();
        server.posted("registered-models/create", "{'name':'fraud'}");
        int entries = server.log().size();
        assertThat(
                        server.post(
                                        "model-versions/create",
                                        "{'name':'fraud','source':'s3://x','model_id':'m-none'}")
                                .status())
                .isEqualTo(404);
        assertThat(
                        server.post(
                                        "model-versions/create",
                                        "{'name':'fraud','source':'models:/%s','model_id':'%s'}"
                                                .formatted(id, create()))
                                .status())
                .isEqualTo(400);
        assertThat(server.log()).hasSize(entries + 1);
    }
}
