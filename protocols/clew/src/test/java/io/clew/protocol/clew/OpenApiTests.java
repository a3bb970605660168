package io.clew.protocol.clew;

import static io.clew.protocol.clew.Api.q;
import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.Method;
import io.clew.model.NodeKind;
import io.clew.protocol.clew.calls.Call;
import io.clew.questions.story.FraudFacts;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Holds the API to its OpenAPI file, both ways. */
class OpenApiTests {

    /** How the file names the family of parameters {@code param.<name>}, which it cannot list. */
    private static final Map<String, String> FAMILIES = Map.of("params", "param.*");

    private final Promise promise = new Promise();

    @TempDir Path folder;
    private Api api;

    @BeforeEach
    void start() {
        api = new Api(folder);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyCallAndParameterIsInTheFileAndNoOther() {
        Map<String, Set<String>> promised = new TreeMap<>();
        promise.paths()
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                operation ->
                                                        promised.put(
                                                                operation.getKey()
                                                                        + " "
                                                                        + path.getKey(),
                                                                names(operation.getValue()))));
        Map<String, Set<String>> served = new TreeMap<>();
        for (Call call : api.protocol().calls()) {
            served.put(
                    call.method().name().toLowerCase(Locale.ROOT) + " " + call.path(),
                    new TreeSet<>(call.parameters()));
        }
        assertThat(served).isEqualTo(promised);
    }

    private Set<String> names(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        promise.parameters(operation)
                .keySet()
                .forEach(name -> names.add(FAMILIES.getOrDefault(name, name)));
        return names;
    }

    @Test
    void everyBoundInTheFileIsHeld() {
        for (Call call : api.protocol().calls()) {
            if (call.method() != Method.GET) {
                continue;
            }
            Map<String, JsonNode> parameters =
                    promise.parameters(promise.paths().get(call.path()).get("get"));
            Map<String, String> needed = new TreeMap<>();
            parameters.forEach(
                    (name, parameter) -> {
                        if (parameter.path("required").asBoolean()) {
                            needed.put(name, name.equals("key") ? "auc" : "models:/fraud/1");
                        }
                    });
            needed.keySet()
                    .forEach(
                            name -> {
                                Map<String, String> without = new TreeMap<>(needed);
                                without.remove(name);
                                assertRefused(call, without, name);
                            });
            parameters.forEach(
                    (name, parameter) -> {
                        for (String wrong : wrongValues(promise.schema(parameter))) {
                            Map<String, String> with = new TreeMap<>(needed);
                            with.put(name, wrong);
                            assertRefused(call, with, name);
                        }
                    });
        }
    }

    private static List<String> wrongValues(JsonNode schema) {
        List<String> wrong = new ArrayList<>();
        if (schema.has("maxLength")) {
            wrong.add("");
            wrong.add("x".repeat(schema.get("maxLength").asInt() + 1));
        }
        if (schema.path("type").asString("").equals("integer")) {
            wrong.addAll(
                    List.of(
                            String.valueOf(schema.get("minimum").asInt() - 1),
                            String.valueOf(schema.get("maximum").asInt() + 1),
                            "1000000000",
                            "99999999999999999999",
                            "1.5",
                            "one",
                            ""));
        }
        if (schema.path("type").asString("").equals("boolean")) {
            wrong.addAll(List.of("yes", "TRUE", ""));
        }
        if (schema.has("enum") || schema.path("items").has("$ref")) {
            wrong.addAll(List.of("nothing", ""));
        }
        return wrong;
    }

    private void assertRefused(Call call, Map<String, String> parameters, String field) {
        List<String> query = new ArrayList<>();
        parameters.forEach((name, value) -> query.add(name + "=" + q(value)));
        String url = call.path() + "?" + String.join("&", query);
        HttpResponse<String> response = api.get(url);
        String shown = url.substring(0, Math.min(200, url.length()));
        assertThat(response.statusCode()).as(shown).isEqualTo(400);
        assertThat(Api.json(response).path("field").asString("")).as(shown).isEqualTo(field);
        assertPromised(call.path(), "get", response);
    }

    @Test
    void realAnswersAreAsTheFilePromises() {
        List<String> refs = new ArrayList<>();
        for (Object urn :
                List.of(
                        FraudFacts.VERSION_1,
                        FraudFacts.LOGGED_1,
                        FraudFacts.MODEL,
                        FraudFacts.JOB,
                        FraudFacts.TRANSACTIONS,
                        FraudFacts.TRANSACTIONS_1,
                        FraudFacts.CODE,
                        FraudFacts.ENVIRONMENT)) {
            refs.add(q(urn));
        }
        refs.add(FraudFacts.RUN_1);
        for (String ref : refs) {
            assertOk("/resolve", "ref=" + ref);
            assertOk("/node", "ref=" + ref);
            assertOk("/explain", "ref=" + ref);
            assertOk("/impact", "of=" + ref);
            assertOk("/metrics", "of=" + ref);
            assertOk("/runs", "of=" + ref);
            assertOk("/versions", "limit=1&of=" + ref);
            assertOk("/warnings", "of=" + ref);
            assertOk("/lineage", "level=column&of=" + ref);
            for (String direction : List.of("upstream", "downstream", "both")) {
                assertOk("/lineage", "direction=" + direction + "&of=" + ref);
                assertOk("/layout", "direction=" + direction + "&of=" + ref);
            }
        }
        assertOk("/lineage", "of=models:/fraud/1&limit=2");
        assertOk("/lineage", "of=models:/fraud/1&depth=0&failed=true&assertion=declared");
        assertOk("/path", "count=3&from=models:/fraud/1&to=" + q("s3://bank/transactions"));
        assertOk("/path", "from=models:/fraud/1&to=models:/fraud/2");
        assertOk("/diff", "from=models:/fraud/1&to=models:/fraud/2&detail=full&limit=1");
        assertOk("/diff", "from=" + FraudFacts.RUN_1 + "&to=" + FraudFacts.RUN_2);
        assertOk("/diff", "from=models:/fraud/1&to=models:/fraud/1&from_as_of=2026-01-05");
        assertOk("/metrics", "limit=1&of=" + FraudFacts.RUN_1);
        assertOk("/metrics/history", "key=auc&of=" + FraudFacts.RUN_1);
        assertOk("/search", "");
        assertOk("/search", "q=card&kind=model&kind=run");
        assertOk("/search", "kind=run&param.max_depth=6&tag=team&limit=1");
        assertOk("/server", "");
        assertOk("/server/graph", "");
        for (NodeKind kind : NodeKind.values()) {
            assertOk("/search", "kind=" + kind.wireName());
        }
    }

    @Test
    void aNoteAndEveryRefusalAreAsTheFilePromises() {
        HttpResponse<String> made =
                api.post("/notes", "{\"ref\":\"models:/fraud/1\",\"text\":\"Why?\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertPromised("/notes", "post", made);
        for (String body :
                List.of(
                        "",
                        "[]",
                        "{",
                        "{\"ref\":\"models:/fraud/1\"}",
                        "{\"ref\":\"models:/fraud/1\",\"text\":\"  \"}",
                        "{\"ref\":\"models:/fraud/1\",\"text\":7}",
                        "{\"ref\":\"\",\"text\":\"x\"}",
                        "{\"ref\":\"models:/fraud/1\",\"text\":\"x\",\"more\":1}",
                        "{\"ref\":\"models:/fraud/1\",\"text\":\"" + "x".repeat(10_001) + "\"}")) {
            HttpResponse<String> refused = api.post("/notes", body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertPromised("/notes", "post", refused);
        }
        HttpResponse<String> large = api.post("/notes", " ".repeat(300 << 10));
        assertThat(large.statusCode()).isEqualTo(413);
        assertPromised("/notes", "post", large);
        HttpResponse<String> unknown =
                api.post("/notes", "{\"ref\":\"models:/nothing\",\"text\":\"x\"}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertPromised("/notes", "post", unknown);
        HttpResponse<String> missing = api.get("/resolve?ref=models:/fruad");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertPromised("/resolve", "get", missing);
    }

    @Test
    void aMergeARetractionAndEveryRefusalAreAsTheFilePromises() {
        String merge = "{\"refs\":[\"models:/fraud/1\",\"models:/fraud/1\"],\"reason\":\"One.\"}";
        assertPosted(400, "/merges", merge);
        assertPosted(
                400,
                "/merges",
                "{\"refs\":[\"models:/fraud\",\"models:/fraud/1\"],\"reason\":\"One.\"}");
        for (String body :
                List.of(
                        "",
                        "[]",
                        "{}",
                        "{\"refs\":[\"models:/fraud\"],\"reason\":\"x\"}",
                        "{\"refs\":\"models:/fraud\",\"reason\":\"x\"}",
                        "{\"refs\":[\"models:/fraud\",7],\"reason\":\"x\"}",
                        "{\"refs\":[\"models:/fraud\",null],\"reason\":\"x\"}",
                        "{\"refs\":[\"models:/fraud\",\" \"],\"reason\":\"x\"}",
                        "{\"refs\":[\"a\",\"b\"]}",
                        "{\"refs\":[\"a\",\"b\"],\"reason\":7}",
                        "{\"refs\":[\"a\",\"b\"],\"reason\":\"x\",\"more\":1}",
                        "{\"refs\":[\"models:/fraud\",\"models:/fraud/1\"],\"reason\":\"\"}")) {
            assertPosted(400, "/merges", body);
        }
        assertPosted(
                404, "/merges", "{\"refs\":[\"models:/fraud\",\"models:/x\"],\"reason\":\"x\"}");
        String pair = "[\"%s\",\"%s\"]".formatted(FraudFacts.RUN_1, FraudFacts.RUN_2);
        HttpResponse<String> made =
                assertPosted(201, "/merges", "{\"refs\":" + pair + ",\"reason\":\"One run.\"}");
        assertThat(Api.json(made).get("by").asString()).endsWith("claimed/clew/anonymous");
        assertThat(Api.json(made).get("same_as")).hasSize(1);
        String retraction = "{\"from\":\"%s\",\"kind\":\"%s\",\"to\":\"%s\",\"reason\":\"Two.\"}";
        for (String kind : List.of("", "is", "SAME_AS")) {
            assertPosted(
                    400,
                    "/retractions",
                    retraction.formatted(FraudFacts.RUN_1, kind, FraudFacts.RUN_2));
        }
        String right = retraction.formatted(FraudFacts.RUN_2, "same-as", FraudFacts.RUN_1);
        HttpResponse<String> taken = assertPosted(201, "/retractions", right);
        assertThat(Api.json(taken).get("same_as")).isEmpty();
        assertPosted(404, "/retractions", right);
        assertPosted(
                403,
                "/retractions",
                retraction.formatted("models:/fraud/1", "version-of", "models:/fraud"));
        assertPosted(404, "/retractions", retraction.formatted("models:/x", "used", "models:/y"));
    }

    private HttpResponse<String> assertPosted(int status, String path, String body) {
        HttpResponse<String> response = api.post(path, body);
        assertThat(response.statusCode())
                .as("%s %s: %s", path, body, response.body())
                .isEqualTo(status);
        assertPromised(path, "post", response);
        return response;
    }

    private void assertOk(String path, String query) {
        HttpResponse<String> response = api.get(path + "?" + query);
        assertThat(response.statusCode())
                .as("%s?%s: %s", path, query, response.body())
                .isEqualTo(200);
        assertPromised(path, "get", response);
    }

    private void assertPromised(String path, String method, HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(promise.violations(path, method, response.statusCode(), type, response.body()))
                .as("%s: %s", response.uri(), response.body())
                .isEmpty();
    }
}
