package io.clew.protocol.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.Cases;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.store.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What searches of the registry must do on every database. */
abstract class RegistrySearchContractTests {
    private static final String NO_PROMPTS = "tag.`mlflow.prompt.is_prompt` != 'true'";
    private static final String PROMPTS = "tag.`mlflow.prompt.is_prompt` = 'true'";
    private static final String PROMPT_TAG = "{'key':'mlflow.prompt.is_prompt','value':'true'}";

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

    private void model(String name, String... tags) {
        server.posted(
                "registered-models/create",
                "{'name':'" + name + "','tags':[" + String.join(",", tags) + "]}");
    }

    private void version(String name, String source, String runId, String... tags) {
        server.posted(
                "model-versions/create",
                "{'name':'%s','source':'%s','run_id':'%s','tags':[%s]}"
                        .formatted(name, source, runId, String.join(",", tags)));
    }

    private static String tag(String key, String value) {
        return "{'key':'" + key + "','value':'" + value + "'}";
    }

    private static String query(String filter, String... more) {
        return "filter="
                + URLEncoder.encode(filter, StandardCharsets.UTF_8)
                + (more.length == 0 ? "" : "&" + String.join("&", more));
    }

    private List<String> models(String filter, String... more) {
        return server
                .got("registered-models/search", query(filter, more))
                .objects("registered_models")
                .stream()
                .map(model -> model.text("name"))
                .toList();
    }

    private List<String> versions(String filter, String... more) {
        return server
                .got("model-versions/search", query(filter, more))
                .objects("model_versions")
                .stream()
                .map(version -> version.text("name") + "/" + version.text("version"))
                .toList();
    }

    @Test
    void promptsAreLeftOutUnlessAskedForAlsoWhereTheTagIsMissing() {
        model("fraud");
        model("tagged", tag("team", "risk"));
        model("greeting", PROMPT_TAG);
        model("no-prompt", tag("mlflow.prompt.is_prompt", "false"));
        server.posted(
                "model-versions/create",
                "{'name':'greeting','source':'dummy-source','tags':[" + PROMPT_TAG + "]}");
        version("fraud", "s3://a", "r");
        assertThat(models("")).containsExactly("fraud", "no-prompt", "tagged");
        assertThat(models(NO_PROMPTS)).containsExactly("fraud", "no-prompt", "tagged");
        assertThat(models("tag.`mlflow.prompt.is_prompt` = 'false'"))
                .containsExactly("fraud", "no-prompt", "tagged");
        assertThat(models(NO_PROMPTS + " AND tags.team = 'risk'")).containsExactly("tagged");
        assertThat(models(PROMPTS)).containsExactly("greeting");
        assertThat(models(PROMPTS + " AND name = 'fraud'")).isEmpty();
        assertThat(versions("")).containsExactly("fraud/1");
        assertThat(versions(PROMPTS)).containsExactly("greeting/1");
        assertThat(versions("name = 'greeting'")).isEmpty();
    }

    @Test
    void modelsAreFoundByNameAndTag() {
        model("RM1", tag("t1", "abc"), tag("t2", "1"));
        model("RM2", tag("t1", "abcd"), tag("my key", "x y"));
        model("rm3");
        Cases.each(
                2,
                """
                name = 'RM1'|RM1
                name='RM1'|RM1
                attribute.name = \"RM1\"|RM1
                name != 'RM1'|RM2,rm3
                name LIKE 'RM%'|RM1,RM2
                name like 'RM%'|RM1,RM2
                name ILIKE 'rm%'|RM1,RM2,rm3
                name LIKE '%m_'|rm3
                name IN ('RM1', 'rm3')|RM1,rm3
                name NOT IN ('RM1')|RM2,rm3
                tags.t1 = 'abc'|RM1
                tag.t1 != 'abc'|RM2
                tag.t1 LIKE 'ab%'|RM1,RM2
                tag.t1 ILIKE 'AB%'|RM1,RM2
                tag.t1 LIKE 'AB%'|
                tag.T1 = 'abc'|
                tags.`my key` = 'x y'|RM2
                tags.t1 LIKE 'ab%' AND tags.t2 = '1'|RM1
                name LIKE 'RM%' and tags.t2 = '1'|RM1
                """,
                row -> {
                    String filter = row.get(0);
                    String names = row.get(1);
                    assertThat(String.join(",", models(filter.replace("``my key``", "`my key`"))))
                            .isEqualTo(names);
                });
    }

    @Test
    void otherFiltersOfModelsAreRefused() {
        Cases.each(
                List.of(
                        "run_id = 'x'",
                        "source_path = 'x'",
                        "name",
                        "name =",
                        "name = x",
                        "name = 1",
                        "name LIKE",
                        "name > 'a'",
                        "evilhax = true",
                        "tag.a > '1'",
                        "tag.a IN ('x')",
                        "metrics.a > 1",
                        "name = 'a' OR name = 'b'",
                        "name IN ()",
                        "name IN (1)",
                        "name = 'a'; DROP TABLE x"),
                filter -> {
                    Answer answer = server.get("registered-models/search", query(filter));
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
                });
    }

    @Test
    void modelsCanBeOrdered() {
        model("b");
        model("a");
        model("c");
        server.posted("registered-models/set-tag", "{'name':'a','key':'k','value':'v'}");
        server.send(
                "PATCH",
                "/api/2.0/mlflow/registered-models/update",
                "{\"name\":\"b\",\"description\":\"x\"}");
        assertThat(models("")).containsExactly("a", "b", "c");
        assertThat(models("", "order_by=name+DESC")).containsExactly("c", "b", "a");
        assertThat(models("", "order_by=last_updated_timestamp+DESC").getFirst()).isEqualTo("b");
        assertThat(models("", "order_by=timestamp", "order_by=name")).hasSize(3);
        for (String bad :
                List.of(
                        "order_by=run_id",
                        "order_by=name+SIDEWAYS",
                        "order_by=timestamp&order_by=last_updated_timestamp")) {
            assertThat(server.get("registered-models/search", bad).status()).isEqualTo(400);
        }
    }

    @Test
    void pagesOfModelsTogetherAreTheWhole() {
        List<String> names = IntStream.range(0, 29).mapToObj("m%03d"::formatted).toList();
        names.forEach(this::model);
        Cases.each(
                List.of(1, 8, 29, 100),
                size -> {
                    List<String> found = new ArrayList<>();
                    String token = "";
                    do {
                        JsonObject page =
                                server.got(
                                        "registered-models/search",
                                        "max_results=" + size + "&page_token=" + token);
                        assertThat(page.objects("registered_models").size())
                                .isLessThanOrEqualTo(size);
                        page.objects("registered_models")
                                .forEach(model -> found.add(model.text("name")));
                        token = page.optionalText("next_page_token").orElse("");
                    } while (!token.isEmpty());
                    assertThat(found).isEqualTo(names);
                });
    }

    @Test
    void pageSizesHaveLimits() {
        Cases.each(
                2,
                """
                registered-models/search|1001
                registered-models/search|0
                registered-models/search|-1
                model-versions/search|200001
                model-versions/search|0
                """,
                row -> {
                    String call = row.get(0);
                    int size = Integer.parseInt(row.get(1));
                    Answer answer = server.get(call, "max_results=" + size);
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.message())
                            .startsWith(
                                    "Invalid value "
                                            + size
                                            + " for parameter 'max_results' supplied");
                });
    }

    @Test
    void aTokenOfAnotherQuestionIsRefused() {
        model("a");
        model("b");
        String token =
                server.got("registered-models/search", "max_results=1").text("next_page_token");
        assertThat(
                        server.get(
                                        "registered-models/search",
                                        "order_by=name+DESC&page_token=" + token)
                                .status())
                .isEqualTo(400);
        assertThat(server.get("registered-models/search", "page_token=evilhax").status())
                .isEqualTo(400);
    }

    @Test
    void versionsAreFoundByNameNumberRunSourceAndTag() {
        model("a");
        model("b");
        version("a", "s3://x/1", "r1");
        version("a", "s3://x/2", "r2", tag("k", "v"));
        version("b", "s3://y/1", "r1");
        Cases.each(
                2,
                """
                name = 'a'|a/2,a/1
                name IN ('a','b')|b/1,a/2,a/1
                version_number = 1|b/1,a/1
                version_number >= 2|a/2
                run_id = 'r1'|b/1,a/1
                run_id IN ('r1','r2')|b/1,a/2,a/1
                run_id NOT IN ('r1')|a/2
                source_path = 's3://x/1'|a/1
                source_path LIKE 's3://x%'|a/2,a/1
                tags.k = 'v'|a/2
                tags.k != 'w'|a/2
                attribute.name = 'a' AND tags.k = 'v'|a/2
                name = 'nobody'|
                """,
                row -> {
                    String filter = row.get(0);
                    String found = row.get(1);
                    assertThat(String.join(",", sorted(versions(filter)))).isEqualTo(found);
                });
    }

    /** Names down, numbers down: times of versions made in one millisecond are equal. */
    private static List<String> sorted(List<String> versions) {
        return versions.stream().sorted(Comparator.reverseOrder()).toList();
    }

    @Test
    void otherFiltersOfVersionsAreRefused() {
        Cases.each(
                List.of(
                        "version_number = 'x'",
                        "version_number = 1.5",
                        "version_number LIKE '1'",
                        "creation_timestamp > 1",
                        "stage = 'x'",
                        "run_id > 'x'",
                        "source_path IN ('x')",
                        "params.a = 'x'"),
                filter -> {
                    Answer answer = server.get("model-versions/search", query(filter));
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
                });
    }

    @Test
    void versionsAreOrderedByTheLatestChangeUnlessSaidOtherwise() {
        model("a");
        model("b");
        version("a", "s3://x", "r");
        version("a", "s3://x", "r");
        version("b", "s3://x", "r");
        server.send(
                "PATCH",
                "/api/2.0/mlflow/model-versions/update",
                "{\"name\":\"a\",\"version\":\"1\",\"description\":\"new\"}");
        assertThat(versions("", "order_by=name+ASC")).containsExactly("a/2", "a/1", "b/1");
        assertThat(versions("", "order_by=version_number")).containsExactly("a/1", "b/1", "a/2");
        assertThat(versions("", "order_by=name+DESC", "order_by=version_number+ASC"))
                .containsExactly("b/1", "a/1", "a/2");
        assertThat(server.get("model-versions/search", "order_by=run_id").status()).isEqualTo(400);
    }

    @Test
    void deletedVersionsAndModelsAreNotFound() {
        model("a");
        model("b");
        version("a", "s3://x", "r");
        version("a", "s3://x", "r");
        version("b", "s3://x", "r");
        server.send(
                "DELETE",
                "/api/2.0/mlflow/model-versions/delete",
                "{\"name\":\"a\",\"version\":\"1\"}");
        server.send("DELETE", "/api/2.0/mlflow/registered-models/delete", "{\"name\":\"b\"}");
        assertThat(versions("")).containsExactly("a/2");
        assertThat(models("")).containsExactly("a");
    }
}
