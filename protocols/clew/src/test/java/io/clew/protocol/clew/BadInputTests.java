package io.clew.protocol.clew;

import static io.clew.protocol.clew.Api.q;
import static org.assertj.core.api.Assertions.assertThat;

import io.clew.questions.story.FraudFacts;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Says no as RFC 9457 does, and names what was wrong and what was expected. */
class BadInputTests {

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/lineage?of=models:/fraud/1&depth=-1 | depth | from 0 to 1000000",
                "/lineage?of=models:/fraud/1&depth=1000000000 | depth | from 0 to 1000000",
                "/lineage?of=models:/fraud/1&limit=0 | limit | from 1 to 10000",
                "/lineage?of=models:/fraud/1&limit=10001 | limit | from 1 to 10000",
                "/lineage?of=models:/fraud/1&kind=table | kind | expected one of dataset,",
                "/lineage?of=models:/fraud/1&edge=made | edge | expected one of used,",
                "/lineage?of=models:/fraud/1&level=row | level | expected one of node, column",
                "/lineage?of=models:/fraud/1&kind=column | kind | expected level=column",
                "/lineage?of=models:/fraud/1&cursor=x | cursor | ",
                "/lineage?of=models:/fraud/1&failed=maybe | failed | true or false",
                "/lineage?of=models:/fraud/1&nodes=3 | nodes | There is no parameter nodes",
                "/lineage?of=models:/fraud/1&of=models:/fraud/2 | of | expected once",
                "/lineage | of | is missing",
                "/path?from=models:/fraud/1&to=models:/fraud/2&count=11 | count | from 1 to 10",
                "/search?limit=201 | limit | from 1 to 200",
                "/search?q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u | q | 20 at most",
                "/search?cursor=zzz | cursor | same parameters",
                "/search?param.=6 | param. | There is no parameter",
                "/node?ref=models:/fraud/1&workspace=UP | workspace | lower-case",
                "/server?workspace=default | workspace | expected none",
            })
    void namesTheParameterAndWhatWasExpected(String url, String field, String detail) {
        JsonNode problem = problem(api.get(url), 400);
        assertThat(problem.get("code").asString()).isEqualTo("INVALID_PARAMETER");
        assertThat(problem.get("field").asString()).isEqualTo(field);
        assertThat(problem.get("detail").asString()).contains(detail == null ? "" : detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026",
                "2026-13-01",
                "2026-02-30",
                "2026-1-5",
                "2026-01-05T10:00:00",
                "2026-01-05T25:00:00Z",
                "2026-01-05 10:00:00Z",
                "2026-01-05T10:00Z",
                "20260105T100000Z",
                "1767607200000"
            })
    void refusesWhatIsNoMoment(String text) {
        for (String name : List.of("as_of", "known_at")) {
            if (name.equals("known_at") && text.matches("\\d+")) {
                continue;
            }
            JsonNode problem =
                    problem(api.get("/node?ref=models:/fraud&" + name + "=" + q(text)), 400);
            assertThat(problem.get("field").asString()).isEqualTo(name);
            assertThat(problem.get("detail").asString()).contains("2026-01-05T10:00:00Z");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-06T09:00:00Z, 1",
        "2026-01-06t09:00:00.000z, 1",
        "2026-01-06T10:00:00+01:00, 1",
        "2026-01-06T10:00:00 01:00, 1",
        "2026-02-05T23:59:60Z, 1",
        "2026-01-06, 1",
        "2026-02-05, 1",
        "2026-02-06, 2",
        "2026-02-06T08:59:59.999Z, 1",
    })
    void readsInstantsAndTakesADateForItsEnd(String asOf, String version) {
        JsonNode node = Api.json(api.get("/resolve?ref=models:/fraud@production&as_of=" + q(asOf)));
        assertThat(node.path("urn").asString("")).endsWith("mlflow/fraud/" + version);
    }

    @Test
    void boundsWhatWasKnownByPositionAndByInstant() {
        for (String knownAt : List.of("5", "2026-01-31T00:00:00Z", "2026-01-31")) {
            HttpResponse<String> then =
                    api.get("/node?ref=models:/fraud@production&known_at=" + q(knownAt));
            assertThat(Api.json(then).path("urn").asString(""))
                    .as(knownAt)
                    .isEqualTo(FraudFacts.VERSION_1.toString());
        }
        problem(api.get("/node?ref=models:/fraud/1&known_at=0"), 404);
    }

    @Test
    void saysThatALaterKnowledgeLiesAheadOfTheLog() {
        for (String call : List.of("/node?ref=", "/explain?ref=", "/lineage?of=", "/impact?of=")) {
            for (String ahead :
                    List.of(
                            "1000000",
                            "9223372036854775807",
                            "9999-12-31",
                            "2999-01-01T00:00:00Z")) {
                JsonNode problem =
                        problem(api.get(call + "models:/fraud/1&known_at=" + ahead), 400);
                assertThat(problem.get("field").asString()).isEqualTo("known_at");
                assertThat(problem.get("detail").asString()).contains("ahead of the log");
            }
            String today = LocalDate.now(ZoneOffset.UTC).toString();
            assertThat(api.get(call + "models:/fraud/1&known_at=" + today).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/jsonp",
                "application/json, text/plain",
                ""
            })
    void takesANoteAsJsonOnly(String type) {
        JsonNode problem =
                problem(
                        api.post("/notes", "{\"ref\":\"models:/fraud/1\",\"text\":\"x\"}", type),
                        415);
        assertThat(problem.get("field").asString()).isEqualTo("Content-Type");
        assertThat(problem.get("detail").asString()).contains("application/json");
        assertThat(problem.get("title").asString()).isEqualTo("Unsupported Media Type");
    }

    @Test
    void saysWhatMayHaveBeenMeant() {
        JsonNode far = problem(api.get("/resolve?ref=models:/frod/3"), 404);
        assertThat(far.get("candidates").get(0).asString()).startsWith("models:/fraud");
        JsonNode problem = problem(api.get("/resolve?ref=models:/fruad"), 404);
        assertThat(problem.get("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(problem.get("candidates").get(0).asString()).isEqualTo("models:/fraud");
        assertThat(problem.get("type").asString()).isEqualTo("about:blank");
        assertThat(problem.get("title").asString()).isEqualTo("Not Found");
    }

    @Test
    void answersAWorkspaceThatIsNotThereWith404() {
        for (String url :
                List.of(
                        "/resolve?ref=models:/fraud&workspace=other",
                        "/search?workspace=other",
                        "/lineage?of=models:/fraud/1&workspace=other",
                        "/metrics?of=models:/fraud/1&workspace=other")) {
            assertThat(problem(api.get(url), 404).get("detail").asString()).contains("other");
        }
    }

    @Test
    void answersUnknownPathsAndMethodsAsProblems() {
        for (String path :
                List.of("", "/", "/nothing", "/node/x", "/lineage/", "/diffs", "/merge")) {
            assertThat(problem(api.get(path), 404).get("code").asString()).isEqualTo("NOT_FOUND");
        }
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            HttpResponse<String> refused = api.send(method, "/lineage?of=models:/fraud/1");
            problem(refused, 405);
            assertThat(refused.headers().firstValue("Allow").orElse("")).contains("GET");
        }
        HttpResponse<String> notes = api.get("/notes");
        problem(notes, 405);
        assertThat(notes.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void refusesTextThatIsNone() {
        for (String raw : List.of("%FF", "%", "%00", "%ED%A0%80")) {
            assertThat(api.raw("/search?q=" + raw)).as(raw).contains(" 400 ");
        }
    }

    private static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonNode problem = Api.json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }
}
