package io.clew.protocol.mlflow.loggedmodels;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.Cases;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the search for logged models must do on every database. */
abstract class LoggedModelSearchContractTests {
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

    private String create(String name, String... members) {
        String more = members.length == 0 ? "" : "," + String.join(",", members);
        return server.posted(
                        "logged-models", "{'experiment_id':'0','name':'" + name + "'" + more + "}")
                .object("model")
                .object("info")
                .text("model_id");
    }

    private void measure(String run, String model, String key, String value, String... members) {
        String more = members.length == 0 ? "" : "," + String.join(",", members);
        server.posted(
                "runs/log-metric",
                "{'run_id':'%s','model_id':'%s','key':'%s','value':%s,'timestamp':1%s}"
                        .formatted(run, model, key, value, more));
    }

    private JsonObject search(String... members) {
        String more = members.length == 0 ? "" : "," + String.join(",", members);
        return server.posted("logged-models/search", "{'experiment_ids':['0']" + more + "}");
    }

    private List<String> names(String... members) {
        return search(members).objects("models").stream()
                .map(model -> model.object("info").text("name"))
                .toList();
    }

    private static String filter(String filter) {
        return "'filter':'" + filter.replace("'", "\\u0027").replace("\"", "\\u0022") + "'";
    }

    @Test
    void modelsAreFoundByAttributesParamsTagsAndMetrics() {
        String run = server.run("0");
        String a =
                create(
                        "a",
                        "'model_type':'LLM'",
                        "'params':[{'key':'p','value':'1'}]",
                        "'tags':[{'key':'t','value':'x'}]");
        String b =
                create(
                        "b",
                        "'source_run_id':'r9'",
                        "'params':[{'key':'p','value':'2'}]",
                        "'tags':[{'key':'t','value':'xy'}]");
        create("c");
        measure(run, a, "acc", "0.9");
        measure(run, a, "acc", "0.8", "'step':1");
        measure(run, b, "acc", "0.2");
        Cases.each(
                2,
                """
                |a,b,c
                name = 'a'|a
                attributes.name != 'a'|b,c
                name LIKE 'A%'|
                name ILIKE 'A%'|a
                name IN ('a','c')|a,c
                model_type = 'LLM'|a
                status = 'PENDING'|a,b,c
                status = 'READY'|
                source_run_id = 'r9'|b
                creation_timestamp > 0|a,b,c
                creation_time < 5|
                last_updated_timestamp >= 0|a,b,c
                params.p = '1'|a
                params.p != '1'|b
                tags.t LIKE 'x%'|a,b
                tags.t NOT IN ('xy')|a
                metrics.acc > 0.5|a
                metrics.acc > 0.1|a,b
                metrics.acc > 0.1 AND params.p = '2'|b
                metrics.none > 0|
                """,
                row ->
                        assertThat(
                                        String.join(
                                                ",",
                                                names(
                                                        filter(row.get(0)),
                                                        "'order_by':[{'field_name':'name'}]")))
                                .isEqualTo(row.get(1)));
    }

    @Test
    void otherFiltersAreRefused() {
        Cases.each(
                List.of(
                        "nothing = 'x'",
                        "metrics.a = 'x'",
                        "params.a = 1",
                        "params.a > '1'",
                        "name",
                        "name = 'a' OR name = 'b'",
                        "datasets.name = 'x'",
                        "params.a IS NULL"),
                filter -> {
                    Answer answer =
                            server.post(
                                    "logged-models/search",
                                    "{'experiment_ids':['0']," + filter(filter) + "}");
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
                });
    }

    @Test
    void modelsAreFoundByTheDatasetsTheyWereMeasuredOn() {
        String run = server.run("0");
        String a = create("a");
        String b = create("b");
        create("c");
        measure(run, a, "acc", "0.9", "'dataset_name':'d'", "'dataset_digest':'1'");
        measure(run, b, "acc", "0.5", "'dataset_name':'d'", "'dataset_digest':'2'");
        String byName = "'order_by':[{'field_name':'name'}]";
        assertThat(names("'datasets':[{'dataset_name':'d'}]", byName)).containsExactly("a", "b");
        assertThat(names("'datasets':[{'dataset_name':'d','dataset_digest':'1'}]"))
                .containsExactly("a");
        assertThat(
                        names(
                                "'datasets':[{'dataset_name':'d','dataset_digest':'2'}]",
                                filter("metrics.acc > 0.6")))
                .isEmpty();
        assertThat(names("'datasets':[{'dataset_name':'other'}]")).isEmpty();
        assertThat(
                        server.post(
                                        "logged-models/search",
                                        "{'experiment_ids':['0'],'datasets':[{'dataset_digest':'1'}]}")
                                .message())
                .isEqualTo("`dataset_name` in the `datasets` clause must be specified.");
    }

    @Test
    void modelsAreOrderedByTheLatestMetricAndThoseWithoutComeLast() {
        String run = server.run("0");
        String a = create("a");
        String b = create("b");
        create("none");
        measure(run, a, "acc", "0.1", "'step':0");
        measure(run, a, "acc", "0.9", "'step':1");
        measure(run, b, "acc", "0.5", "'dataset_name':'d'");
        assertThat(names("'order_by':[{'field_name':'metrics.acc'}]"))
                .containsExactly("b", "a", "none");
        assertThat(names("'order_by':[{'field_name':'metrics.acc','ascending':false}]"))
                .containsExactly("a", "b", "none");
        assertThat(
                        names(
                                "'order_by':[{'field_name':'metrics.acc','ascending':false,'dataset_name':'d'}]"))
                .first()
                .isEqualTo("b");
    }

    @Test
    void otherOrdersAreRefused() {
        Cases.each(
                2,
                """
                {}|Missing value for required parameter 'order_by[0].field_name'
                {'field_name':'nothing'}|Invalid order by field name: nothing
                {'field_name':'params.a'}|Invalid order by field name: params.a
                {'field_name':'metrics.'}|Invalid order by field name: metrics.
                {'field_name':'metrics.a';'dataset_digest':'x'}|`dataset_digest` can only be specified
                """,
                row -> {
                    String order = row.get(0);
                    String message = row.get(1);
                    Answer answer =
                            server.post(
                                    "logged-models/search",
                                    "{'experiment_ids':['0'],'order_by':["
                                            + order.replace(';', ',')
                                            + "]}");
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.message()).startsWith(message);
                });
    }

    @Test
    void pagesTogetherAreTheWhole() {
        String run = server.run("0");
        for (int i = 0; i < 11; i++) {
            String id = create("m" + i % 4);
            if (i % 3 > 0) {
                measure(run, id, "acc", "0." + i % 5);
            }
        }
        Cases.each(
                List.of(
                        "'order_by':[]",
                        "'order_by':[{'field_name':'name','ascending':false}]",
                        "'order_by':[{'field_name':'metrics.acc'}]",
                        "'order_by':[{'field_name':'metrics.acc','ascending':false},{'field_name':'model_id'}]"),
                order -> {
                    List<String> whole = ids(search(order));
                    assertThat(whole).hasSize(11).doesNotHaveDuplicates();
                    assertThat(pages(order)).isEqualTo(whole);
                });
    }

    private List<String> pages(String order) {
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            JsonObject page = search(order, "'max_results':3", "'page_token':'" + token + "'");
            found.addAll(ids(page));
            token = page.optionalText("next_page_token").orElse("");
        } while (!token.isEmpty());
        return found;
    }

    private static List<String> ids(JsonObject page) {
        return page.objects("models").stream()
                .map(model -> model.object("info").text("model_id"))
                .toList();
    }

    @Test
    void onlyTheExperimentsAskedForAreSearchedAndFiftyAreShown() {
        String other = server.experiment("other");
        server.posted("logged-models", "{'experiment_id':'" + other + "','name':'elsewhere'}");
        IntStream.range(0, 51).forEach(i -> create("m"));
        assertThat(search().objects("models")).hasSize(50);
        assertThat(search("'max_results':100").objects("models")).hasSize(51);
        assertThat(
                        server.posted(
                                        "logged-models/search",
                                        "{'experiment_ids':['" + other + "','77']}")
                                .objects("models"))
                .hasSize(1);
        assertThat(server.post("logged-models/search", "{'experiment_ids':[]}").text())
                .isEqualTo("{}");
        assertThat(server.post("logged-models/search", "{}").status()).isEqualTo(400);
        assertThat(server.post("logged-models/search", "{'experiment_ids':['x']}").status())
                .isEqualTo(400);
        assertThat(search("'max_results':1").text("next_page_token")).isNotEmpty();
        assertThat(
                        server.post(
                                        "logged-models/search",
                                        "{'experiment_ids':['0'],'max_results':0}")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aModelShowsTheMetricsThatRunsMeasuredOfIt() {
        String run = server.run("0");
        String id = create("a");
        measure(run, id, "acc", "0.9", "'step':2", "'dataset_name':'d'", "'dataset_digest':'1'");
        measure(run, id, "loss", "'NaN'");
        List<JsonObject> metrics =
                server.got("logged-models/" + id, "")
                        .object("model")
                        .object("data")
                        .objects("metrics");
        assertThat(metrics).hasSize(2);
        JsonObject acc = metrics.getFirst();
        assertThat(acc.text("key")).isEqualTo("acc");
        assertThat(acc.number("value")).isEqualTo(0.9);
        assertThat(acc.integer("timestamp")).isEqualTo(1);
        assertThat(acc.integer("step")).isEqualTo(2);
        assertThat(acc.text("dataset_name")).isEqualTo("d");
        assertThat(acc.text("dataset_digest")).isEqualTo("1");
        assertThat(acc.text("model_id")).isEqualTo(id);
        assertThat(acc.text("run_id")).isEqualTo(run);
        assertThat(metrics.getLast().number("value")).isNaN();
    }
}
