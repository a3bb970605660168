package io.clew.protocol.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.model.Asserter;
import io.clew.model.log.LogRecord;
import io.clew.protocol.mlflow.Cases;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.Said;
import io.clew.store.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registry must do on every database. */
abstract class RegistryContractTests {
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

    private JsonObject createModel(String name) {
        return server.posted("registered-models/create", "{'name':'" + name + "'}")
                .object("registered_model");
    }

    private JsonObject createVersion(String name, String... members) {
        String more = members.length == 0 ? "" : "," + String.join(",", members);
        return server.posted(
                        "model-versions/create",
                        "{'name':'" + name + "','source':'s3://bank/model'" + more + "}")
                .object("model_version");
    }

    private JsonObject model(String name) {
        return server.got("registered-models/get", "name=" + encoded(name))
                .object("registered_model");
    }

    private JsonObject version(String name, long version) {
        return server.got("model-versions/get", "name=" + encoded(name) + "&version=" + version)
                .object("model_version");
    }

    private Answer patch(String call, String json) {
        return server.send("PATCH", BASE + call, json.replace('\'', '"'));
    }

    private Answer delete(String call, String json) {
        return server.send("DELETE", BASE + call, json.replace('\'', '"'));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void createsAModelWithTagsAndShowsIt() {
        server.posted(
                "registered-models/create",
                "{'name':'fraud','description':'flags','tags':[{'key':'team','value':'risk'}]}");
        JsonObject model = model("fraud");
        assertThat(model.text("name")).isEqualTo("fraud");
        assertThat(model.text("description")).isEqualTo("flags");
        assertThat(model.objects("tags").getFirst().text("value")).isEqualTo("risk");
        assertThat(model.value("creation_timestamp")).isInstanceOf(Long.class);
        assertThat(model.integer("creation_timestamp"))
                .isEqualTo(model.integer("last_updated_timestamp"));
        assertThat(model.has("latest_versions")).isFalse();
        assertThat(model.has("aliases")).isFalse();
        assertThat(Said.after(server, 1))
                .containsExactly(
                        "model/fraud name=fraud",
                        "model/fraud description=flags",
                        "model/fraud tag.team=risk");
    }

    @Test
    void aTakenNameIsRefusedAsBadRequestAndWritesNothing() {
        createModel("fraud");
        int entries = server.log().size();
        Answer again = server.post("registered-models/create", "{'name':'fraud'}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.errorCode()).isEqualTo("RESOURCE_ALREADY_EXISTS");
        assertThat(again.message()).isEqualTo("Registered Model (name=fraud) already exists.");
        assertThat(server.log()).hasSize(entries);
    }

    @Test
    void modelsAndPromptsShareTheirNames() {
        String prompt = "'tags':[{'key':'mlflow.prompt.is_prompt','value':'true'}]";
        server.posted("registered-models/create", "{'name':'greeting'," + prompt + "}");
        createModel("fraud");
        assertThat(server.post("registered-models/create", "{'name':'greeting'}").message())
                .startsWith("Tried to create a registered model with name 'greeting', ");
        assertThat(
                        server.post("registered-models/create", "{'name':'fraud'," + prompt + "}")
                                .message())
                .startsWith("Tried to create a prompt with name 'fraud', ");
        assertThat(
                        server.post(
                                        "registered-models/create",
                                        "{'name':'greeting'," + prompt + "}")
                                .message())
                .isEqualTo("Prompt (name=greeting) already exists.");
    }

    @Test
    void badNamesAreRefusedByNamingTheField() {
        Cases.each(
                2,
                """
                {}|Missing value for required parameter 'name'
                {'name':''}|Missing value for required parameter 'name'
                {'name':'  '}|Missing value for required parameter 'name'
                {'name':'a/b'}|Invalid model name 'a/b'. Names cannot contain '/' or ':'.
                {'name':'a:b'}|Invalid model name 'a:b'. Names cannot contain '/' or ':'.
                {'name':'.'}|Invalid value \".\" for parameter 'name' supplied
                {'name':'..x'}|Invalid value \"..x\" for parameter 'name' supplied
                {'name':5}|Invalid value 5 for parameter 'name' supplied
                {'name':'a','tags':5}|Invalid value 5 for parameter 'tags' supplied
                {'name':'a','tags':[{'value':'x'}]}|Missing value for required parameter 'tags[0].key'
                """,
                row -> {
                    String json = row.get(0);
                    String message = row.get(1);
                    Answer answer = server.post("registered-models/create", json);
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
                    assertThat(answer.message().replace("`", "'")).startsWith(message);
                });
    }

    @Test
    void whatIsOverALimitIsRefused() {
        createModel("fraud");
        String key = "k".repeat(251);
        String value = "v".repeat(100_001);
        for (String json :
                List.of(
                        "{'name':'" + "n".repeat(257) + "'}",
                        "{'name':'m','tags':[{'key':'" + key + "','value':'x'}]}",
                        "{'name':'m','tags':[{'key':'k','value':'" + value + "'}]}",
                        "{'name':'m','description':'" + value + "'}")) {
            Answer answer = server.post("registered-models/create", json);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message()).contains("exceeds the maximum length of");
        }
        Answer tag =
                server.post(
                        "registered-models/set-tag",
                        "{'name':'fraud','key':'k','value':'" + value + "'}");
        assertThat(tag.message())
                .isEqualTo("'value' exceeds the maximum length of 100000 characters");
        assertThat(
                        server.post(
                                        "registered-models/set-tag",
                                        "{'name':'fraud','key':'k','value':'"
                                                + "v".repeat(100_000)
                                                + "'}")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void aMissingModelIsNotFound() {
        Answer answer = server.get("registered-models/get", "name=nobody");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(answer.message()).isEqualTo("Registered Model with name=nobody not found");
    }

    @Test
    void setsAndDeletesTagsAsDatedAttributes() {
        createModel("fraud");
        createVersion("fraud");
        int entries = server.log().size();
        server.posted("registered-models/set-tag", "{'name':'fraud','key':'a','value':'1'}");
        server.posted("registered-models/set-tag", "{'name':'fraud','key':'b'}");
        server.posted(
                "model-versions/set-tag", "{'name':'fraud','version':'1','key':'c','value':'3'}");
        assertThat(model("fraud").objects("tags"))
                .extracting(t -> t.text("value"))
                .containsExactly("1", "");
        assertThat(version("fraud", 1).objects("tags"))
                .extracting(t -> t.text("key"))
                .containsExactly("c");
        assertThat(delete("registered-models/delete-tag", "{'name':'fraud','key':'a'}").text())
                .isEqualTo("{}");
        assertThat(
                        delete(
                                        "model-versions/delete-tag",
                                        "{'name':'fraud','version':'1','key':'c'}")
                                .text())
                .isEqualTo("{}");
        assertThat(model("fraud").objects("tags")).hasSize(1);
        assertThat(version("fraud", 1).has("tags")).isFalse();
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "model/fraud tag.a=1",
                        "model/fraud tag.b=",
                        "model-version/fraud/1 tag.c=3",
                        "model/fraud tag.a=null",
                        "model-version/fraud/1 tag.c=null");
    }

    @Test
    void deletingATagThatIsNotThereSucceedsAndSaysNothing() {
        createModel("fraud");
        int entries = server.log().size();
        assertThat(delete("registered-models/delete-tag", "{'name':'fraud','key':'x'}").status())
                .isEqualTo(200);
        assertThat(Said.after(server, entries)).isEmpty();
        assertThat(server.log()).hasSize(entries + 1);
    }

    @Test
    void versionsAreNumberedFromOneAndNeverReused() {
        createModel("fraud");
        assertThat(createVersion("fraud").text("version")).isEqualTo("1");
        assertThat(createVersion("fraud").text("version")).isEqualTo("2");
        assertThat(delete("model-versions/delete", "{'name':'fraud','version':'2'}").status())
                .isEqualTo(200);
        assertThat(createVersion("fraud").text("version")).isEqualTo("3");
        assertThat(delete("registered-models/delete", "{'name':'fraud'}").status()).isEqualTo(200);
        createModel("fraud");
        assertThat(createVersion("fraud").text("version")).isEqualTo("4");
    }

    @Test
    void aVersionWithoutADescriptionHasAnEmptyOne() {
        // Clients read an absent one as None, and MLflow's server sends the empty text.
        createModel("fraud");
        assertThat(createVersion("fraud").text("description")).isEmpty();
    }

    @Test
    void readsTheNumberOfAVersionHoweverManyZerosAreBeforeIt() {
        // As MLflow does: models:/fraud/01 is version 1, and is kept as models:/fraud/1.
        createModel("fraud");
        createModel("copy");
        createVersion("fraud");
        JsonObject copied =
                server.posted(
                                "model-versions/create",
                                "{'name':'copy','source':'models:/fraud/01'}")
                        .object("model_version");
        assertThat(copied.text("source")).isEqualTo("models:/fraud/1");
        assertThat(
                        server.got("model-versions/get", "name=fraud&version=01")
                                .object("model_version")
                                .text("version"))
                .isEqualTo("1");
        assertThat(
                        server.post(
                                        "model-versions/create",
                                        "{'name':'copy','source':'models:/fraud/99999999999999999999'}")
                                .status())
                .isBetween(400, 499);
    }

    @Test
    void aVersionShowsItsSourceStageAndStatus() {
        createModel("fraud");
        createVersion(
                "fraud",
                "'run_link':'http://x'",
                "'description':'first'",
                "'tags':[{'key':'k','value':'v'}]");
        JsonObject version = version("fraud", 1);
        assertThat(version.text("source")).isEqualTo("s3://bank/model");
        assertThat(version.text("current_stage")).isEqualTo("None");
        assertThat(version.text("status")).isEqualTo("READY");
        assertThat(version.text("run_link")).isEqualTo("http://x");
        assertThat(version.text("description")).isEqualTo("first");
        assertThat(version.has("run_id")).isFalse();
        assertThat(version.has("aliases")).isFalse();
        assertThat(
                        server.got("model-versions/get-download-uri", "name=fraud&version=1")
                                .text("artifact_uri"))
                .isEqualTo("s3://bank/model");
        assertThat(model("fraud").objects("latest_versions"))
                .extracting(JsonObject::asMap)
                .containsExactly(version.asMap());
        assertThat(Said.after(server, 2))
                .containsExactly(
                        "model-version/fraud/1 version=1",
                        "model-version/fraud/1 source=s3://bank/model",
                        "model-version/fraud/1 storage=s3://bank/model",
                        "model-version/fraud/1 stage=None",
                        "model-version/fraud/1 description=first",
                        "model-version/fraud/1 tag.k=v",
                        "model-version/fraud/1 version-of model/fraud",
                        "dataset/s3://bank/model derived-from model-version/fraud/1");
    }

    @Test
    void aVersionIsANumber() {
        createModel("fraud");
        Cases.each(
                List.of("x", "1.5", "1e3", "", "one"),
                text -> {
                    Answer answer =
                            server.get("model-versions/get", "name=fraud&version=" + encoded(text));
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
                    assertThat(answer.message())
                            .startsWith(
                                    text.isEmpty()
                                            ? "Missing value for required parameter 'version'"
                                            : "Parameter 'version' must be an integer, got '"
                                                    + text
                                                    + "'.");
                });
    }

    @Test
    void aVersionThatIsNotThereIsNotFound() {
        createModel("fraud");
        createVersion("fraud");
        Cases.each(
                List.of("2", "-1", "0", "99999999999999999999999"),
                number -> {
                    Answer answer =
                            server.get("model-versions/get", "name=fraud&version=" + number);
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
                });
    }

    @Test
    void movingAnAliasEndsItAtOneVersionAndBeginsItAtTheOtherInOneEntry() {
        createModel("fraud");
        createVersion("fraud");
        createVersion("fraud");
        int entries = server.log().size();
        server.posted(
                "registered-models/alias", "{'name':'fraud','alias':'production','version':'1'}");
        server.posted(
                "registered-models/alias", "{'name':'fraud','alias':'production','version':'2'}");
        assertThat(server.log()).hasSize(entries + 2);
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "model-version/fraud/1 alias.production=true",
                        "model-version/fraud/1 alias.production=null",
                        "model-version/fraud/2 alias.production=true");
        assertThat(version("fraud", 1).has("aliases")).isFalse();
        assertThat(version("fraud", 2).texts("aliases")).containsExactly("production");
        assertThat(model("fraud").objects("aliases").getFirst().text("version")).isEqualTo("2");
        assertThat(
                        server.got("registered-models/alias", "name=fraud&alias=production")
                                .object("model_version")
                                .asMap())
                .isEqualTo(version("fraud", 2).asMap());
    }

    @Test
    void aMissingAliasIsAnInvalidParameterAndAMissingModelIsNotFound() {
        createModel("fraud");
        Answer alias = server.get("registered-models/alias", "name=fraud&alias=production");
        assertThat(alias.status()).isEqualTo(400);
        assertThat(alias.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(alias.message()).isEqualTo("Registered model alias production not found.");
        assertThat(server.get("registered-models/alias", "name=nobody&alias=x").status())
                .isEqualTo(404);
    }

    @Test
    void theAliasLatestMeansTheNewestVersionOfAll() {
        createModel("fraud");
        assertThat(server.get("registered-models/alias", "name=fraud&alias=latest").status())
                .isEqualTo(404);
        createVersion("fraud");
        createVersion("fraud");
        transition(2, "Production", false);
        createVersion("fraud");
        transition(1, "Staging", false);
        assertThat(
                        server.got("registered-models/alias", "name=fraud&alias=Latest")
                                .object("model_version")
                                .text("version"))
                .isEqualTo("3");
    }

    @Test
    void someNamesAreNoAliases() {
        createModel("fraud");
        createVersion("fraud");
        Cases.each(
                2,
                """
                latest|is reserved
                LATEST|is reserved
                v1|Version alias name 'v1' is reserved.
                V42|Version alias name 'V42' is reserved.
                a b|Invalid alias name: 'a b'.
                a/b|Invalid alias name: 'a/b'.
                """,
                row -> {
                    String alias = row.get(0);
                    String message = row.get(1);
                    Answer answer =
                            server.post(
                                    "registered-models/alias",
                                    "{\"name\":\"fraud\",\"alias\":\""
                                            + alias
                                            + "\",\"version\":\"1\"}");
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.message()).contains(message);
                });
    }

    private Answer transition(long version, String stage, boolean archive) {
        return server.post(
                "model-versions/transition-stage",
                "{'name':'fraud','version':'%d','stage':'%s','archive_existing_versions':%s}"
                        .formatted(version, stage, archive));
    }

    @Test
    void aTransitionMayArchiveTheVersionsThatWereInTheStage() {
        createModel("fraud");
        createVersion("fraud");
        createVersion("fraud");
        assertThat(
                        transition(1, "production", false)
                                .json()
                                .object("model_version")
                                .text("current_stage"))
                .isEqualTo("Production");
        int entries = server.log().size();
        assertThat(transition(2, "Production", true).status()).isEqualTo(200);
        assertThat(version("fraud", 1).text("current_stage")).isEqualTo("Archived");
        assertThat(version("fraud", 2).text("current_stage")).isEqualTo("Production");
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "model-version/fraud/1 stage=Archived",
                        "model-version/fraud/2 stage=Production");
    }

    @Test
    void onlyStagesInUseCanBeClearedAndOnlyKnownStagesReached() {
        createModel("fraud");
        createVersion("fraud");
        assertThat(transition(1, "Archived", true).message())
                .startsWith(
                        "Model version transition cannot archive existing model versions because 'Archived' is not an Active stage");
        assertThat(transition(1, "unknown", false).message())
                .isEqualTo(
                        "Invalid Model Version stage: unknown. Value must be one of None, Staging, Production, Archived.");
        assertThat(transition(7, "Staging", false).status()).isEqualTo(404);
    }

    @Test
    void latestVersionsAreOnePerStageByGetAndByPost() {
        createModel("fraud");
        for (int i = 0; i < 4; i++) {
            createVersion("fraud");
        }
        transition(1, "Production", false);
        transition(2, "Production", false);
        transition(3, "Staging", false);
        assertThat(latest(server.got("registered-models/get-latest-versions", "name=fraud")))
                .containsExactly("2", "3", "4");
        assertThat(
                        latest(
                                server.got(
                                        "registered-models/get-latest-versions",
                                        "name=fraud&stages=Staging&stages=production")))
                .containsExactly("2", "3");
        assertThat(
                        latest(
                                server.posted(
                                        "registered-models/get-latest-versions",
                                        "{'name':'fraud','stages':['None']}")))
                .containsExactly("4");
    }

    private static List<String> latest(JsonObject answer) {
        return answer.objects("model_versions").stream().map(v -> v.text("version")).toList();
    }

    @Test
    void deletingAVersionIsAStateAndEndsItsAliases() {
        createModel("fraud");
        createVersion("fraud");
        server.posted("registered-models/alias", "{'name':'fraud','alias':'a','version':'1'}");
        int entries = server.log().size();
        assertThat(delete("model-versions/delete", "{'name':'fraud','version':'1'}").text())
                .isEqualTo("{}");
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "model-version/fraud/1 alias.a=null", "model-version/fraud/1 deleted=true");
        assertThat(model("fraud").has("aliases")).isFalse();
        for (Answer answer :
                List.of(
                        server.get("model-versions/get", "name=fraud&version=1"),
                        server.get("model-versions/get-download-uri", "name=fraud&version=1"),
                        delete("model-versions/delete", "{'name':'fraud','version':'1'}"),
                        patch("model-versions/update", "{'name':'fraud','version':'1'}"),
                        transition(1, "Staging", false))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.message())
                    .isEqualTo("Model Version (name=fraud, version=1) not found");
        }
    }

    @Test
    void aDescriptionCanBeSetAndTakenAway() {
        createModel("fraud");
        createVersion("fraud");
        int entries = server.log().size();
        patch("registered-models/update", "{'name':'fraud','description':'all'}");
        patch("model-versions/update", "{'name':'fraud','version':'1','description':'one'}");
        assertThat(model("fraud").text("description")).isEqualTo("all");
        assertThat(version("fraud", 1).text("description")).isEqualTo("one");
        patch("registered-models/update", "{'name':'fraud'}");
        assertThat(model("fraud").has("description")).isFalse();
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "model/fraud description=all",
                        "model-version/fraud/1 description=one",
                        "model/fraud description=null");
    }

    @Test
    void aRenamedModelAndItsVersionsStayThemselves() {
        server.posted(
                "registered-models/create",
                "{'name':'fraud','tags':[{'key':'team','value':'risk'}]}");
        createVersion("fraud");
        server.posted("registered-models/alias", "{'name':'fraud','alias':'prod','version':'1'}");
        int entries = server.log().size();
        server.posted("registered-models/rename", "{'name':'fraud','new_name':'scam'}");
        assertThat(server.get("registered-models/get", "name=fraud").status()).isEqualTo(404);
        assertThat(version("scam", 1).texts("aliases")).containsExactly("prod");
        assertThat(model("scam").objects("tags")).hasSize(1);
        assertThat(Said.after(server, entries))
                .contains(
                        "model/scam same-as model/fraud (inferred by registry-rename)",
                        "model-version/scam/1 same-as model-version/fraud/1 (inferred by registry-rename)",
                        "model-version/scam/1 version-of model/scam",
                        "model/fraud tag.team=null",
                        "model/scam tag.team=risk",
                        "model-version/fraud/1 alias.prod=null",
                        "model-version/scam/1 alias.prod=true");
        assertThat(createVersion("scam").text("version")).isEqualTo("2");
    }

    @Test
    void anotherModelMayTakeANameButNoVersionNumberOfIt() {
        createModel("fraud");
        createVersion("fraud");
        server.posted("registered-models/rename", "{'name':'fraud','new_name':'scam'}");
        int entries = server.log().size();
        createModel("fraud");
        assertThat(Said.after(server, entries))
                .contains("no longer model/scam same-as model/fraud");
        assertThat(createVersion("fraud").text("version")).isEqualTo("2");
        Answer back = server.post("registered-models/rename", "{'name':'scam','new_name':'fraud'}");
        assertThat(back.status()).isEqualTo(400);
        assertThat(back.errorCode()).isEqualTo("RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void renamingBackAndForthIsAllowed() {
        createModel("fraud");
        createVersion("fraud");
        server.posted("registered-models/rename", "{'name':'fraud','new_name':'scam'}");
        server.posted("registered-models/rename", "{'name':'scam','new_name':'fraud'}");
        assertThat(version("fraud", 1).text("version")).isEqualTo("1");
        assertThat(createVersion("fraud").text("version")).isEqualTo("2");
    }

    @Test
    void aDeletedModelsWordsEndWhenAnotherTakesItsName() {
        server.posted(
                "registered-models/create",
                "{'name':'fraud','description':'old','tags':[{'key':'team','value':'risk'}]}");
        createVersion("fraud");
        int entries = server.log().size();
        delete("registered-models/delete", "{'name':'fraud'}");
        assertThat(Said.after(server, entries))
                .containsExactly("model-version/fraud/1 deleted=true", "model/fraud deleted=true");
        entries = server.log().size();
        createModel("fraud");
        assertThat(Said.after(server, entries))
                .containsExactly(
                        "model/fraud deleted=null",
                        "model/fraud description=null",
                        "model/fraud tag.team=null",
                        "model/fraud name=fraud");
        assertThat(model("fraud").has("tags")).isFalse();
    }

    @Test
    void aSourceMayNotClimb() {
        createModel("fraud");
        Cases.each(
                List.of(
                        "mlflow-artifacts://host:9000/models/../../../",
                        "http://host:9000/models/../../../",
                        "s3a://my_bucket/artifacts/../../../",
                        "ftp://host:8888/a/../../../",
                        "mlflow-artifacts://host:9000/models/..%2f..%2fartifacts",
                        "mlflow-artifacts://host:9000/models/%252e%252e/x",
                        "mlflow-artifacts://host:9000/models/artifact%00",
                        "dbfs:/x/a%3f/../../../../",
                        "s3://bank/..\\\\..\\\\x"),
                source -> {
                    Answer answer =
                            server.post(
                                    "model-versions/create",
                                    "{\"name\":\"fraud\",\"source\":\"" + source + "\"}");
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.message())
                            .contains("If supplying a source as an http, https,");
                    assertThat(model("fraud").has("latest_versions")).isFalse();
                });
    }

    @Test
    void aSourceElsewhereIsTaken() {
        createModel("fraud");
        Cases.each(
                List.of(
                        "mlflow-artifacts:/models",
                        "mlflow-artifacts:/models///",
                        "mlflow-artifacts://host:9000/models/artifact/..../",
                        "runs:/run_id/model",
                        "s3://bank"),
                source -> {
                    JsonObject version =
                            server.posted(
                                            "model-versions/create",
                                            "{'name':'fraud','source':'%s','run_id':'run_id_1'}"
                                                    .formatted(source))
                                    .object("model_version");
                    assertThat(version.text("source")).isEqualTo(source);
                    assertThat(version.text("run_id")).isEqualTo("run_id_1");
                });
    }

    @Test
    void aLocalSourceNeedsARunOrModelThatHasIt() {
        createModel("fraud");
        Cases.each(
                List.of("/tmp", "file:///tmp", "model", "file:/etc/passwd", "C:/x"),
                source -> {
                    Answer answer =
                            server.post(
                                    "model-versions/create",
                                    "{'name':'fraud','source':'" + source + "'}");
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.message())
                            .contains("To use a local path as a model version source");
                });
    }

    @Test
    void aVersionOfARunIsGeneratedByIt() {
        createModel("fraud");
        int entries = server.log().size();
        createVersion("fraud", "'run_id':'r1'");
        assertThat(Said.after(server, entries))
                .contains("model-version/fraud/1 generated-by run/r1");
    }

    @Test
    void aCopyIsDerivedFromTheVersionThatItCopies() {
        createModel("fraud");
        createVersion("fraud", "'run_id':'r1'");
        server.posted("registered-models/alias", "{'name':'fraud','alias':'prod','version':'1'}");
        createModel("copy");
        int entries = server.log().size();
        server.posted(
                "model-versions/create",
                "{'name':'copy','source':'models:/fraud@prod','run_id':'r1'}");
        JsonObject copy = version("copy", 1);
        assertThat(copy.text("source")).isEqualTo("models:/fraud/1");
        assertThat(
                        server.got("model-versions/get-download-uri", "name=copy&version=1")
                                .text("artifact_uri"))
                .isEqualTo("s3://bank/model");
        assertThat(Said.after(server, entries))
                .contains("model-version/copy/1 derived-from model-version/fraud/1")
                .noneMatch(line -> line.contains("generated-by"));
    }

    @Test
    void aSourceInTheRegistryMustBeThere() {
        createModel("fraud");
        createVersion("fraud");
        Cases.each(
                2,
                """
                models:/nobody/1|404
                models:/m-0123|404
                models:/fraud/Staging|404
                models:/fraud/x/y|400
                models:/|400
                models://host/fraud/1|400
                models:/fraud@nope|400
                models:/fraud/nostage|400
                """,
                row -> {
                    String source = row.get(0);
                    int status = Integer.parseInt(row.get(1));
                    assertThat(
                                    server.post(
                                                    "model-versions/create",
                                                    "{'name':'fraud','source':'" + source + "'}")
                                            .status())
                            .isEqualTo(status);
                });
    }

    @Test
    void promptsAreVersionsWithoutFiles() {
        String tag = "'tags':[{'key':'mlflow.prompt.is_prompt','value':'true'}]";
        server.posted("registered-models/create", "{'name':'greeting'," + tag + "}");
        server.posted(
                "model-versions/create", "{'name':'greeting','source':'dummy-source'," + tag + "}");
        assertThat(version("greeting", 1).text("source")).isEqualTo("dummy-source");
        Answer local =
                server.post(
                        "model-versions/create",
                        "{'name':'greeting','source':'/etc/passwd'," + tag + "}");
        assertThat(local.status()).isEqualTo(400);
        assertThat(local.message()).startsWith("Invalid prompt source: '/etc/passwd'.");
    }

    @Test
    void eachWriteIsOneEntryByItsCaller() {
        createModel("fraud");
        server.send(
                "POST",
                BASE + "registered-models/set-tag",
                "{\"name\":\"fraud\",\"key\":\"k\",\"value\":\"v\"}",
                "Authorization",
                "Basic YW5uOng=");
        assertThat(server.log())
                .extracting(entry -> entry.operation())
                .endsWith("registered-models/create", "registered-models/set-tag");
        assertThat(server.log().getLast().records())
                .singleElement()
                .isInstanceOfSatisfying(
                        LogRecord.AttributeAsserted.class,
                        said ->
                                assertThat(said.fact().by())
                                        .isEqualTo(Asserter.claimed("mlflow", "ann")));
    }
}
