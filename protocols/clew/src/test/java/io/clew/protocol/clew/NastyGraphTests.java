package io.clew.protocol.clew;

import static io.clew.protocol.clew.Api.q;
import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Intent;
import io.clew.graph.traversal.Budget;
import io.clew.graph.traversal.Turns;
import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Asks of graphs that no careful producer would make, over HTTP. */
@Timeout(120)
class NastyGraphTests {

    private static final Urn A = urn("a");
    private static final Urn B = urn("b");
    private static final Urn C = urn("c");

    /** A long chain of versions: more than a way may have, and big enough to take a turn. */
    private static final int CHAIN = 21_000;

    @TempDir Path folder;
    private Turns turns = Turns.ofProcessors();
    private Api api;

    private static Urn urn(String name) {
        return Urn.of(NodeKind.ARTIFACT, "t", name);
    }

    private void start() {
        start(Budget.DEFAULT);
    }

    private void start(Budget budget) {
        api = new Api(folder, budget, turns);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aCycleWithSelfEdgesEnds() {
        start();
        say(A, EdgeKind.DERIVED_FROM, B);
        say(B, EdgeKind.DERIVED_FROM, C);
        say(C, EdgeKind.DERIVED_FROM, A);
        say(A, EdgeKind.DERIVED_FROM, A);
        for (String direction : List.of("upstream", "downstream", "both")) {
            JsonNode answer = ok("/lineage?of=" + q(A) + "&direction=" + direction);
            assertThat(urns(answer.get("nodes"))).containsExactlyInAnyOrder(text(A, B, C));
            assertThat(answer.get("edges")).hasSize(4);
            assertThat(state(answer)).isEqualTo("complete");
        }
        JsonNode impact = ok("/impact?of=" + q(A));
        assertThat(urns(impact.get("affected"))).containsExactly(text(C, B));
        JsonNode path = ok("/path?count=10&from=" + q(A) + "&to=" + q(C));
        assertThat(path.get("paths")).hasSize(1);
        assertThat(ok("/path?from=" + q(A) + "&to=" + q(A)).get("paths")).isEmpty();
        assertThat(ok("/layout?of=" + q(A)).get("placed")).hasSize(3);
    }

    @Test
    void aMergeThatMakesACycleIsAnswered() {
        start();
        Urn raw = Urn.of(NodeKind.DATASET, "s3://b", "raw");
        Urn clean = Urn.of(NodeKind.DATASET, "s3://b", "clean");
        say(clean, EdgeKind.DERIVED_FROM, raw);
        say(A, EdgeKind.DERIVED_FROM, clean);
        HttpResponse<String> merged =
                api.post(
                        "/merges",
                        "{\"refs\":[\"%s\",\"%s\"],\"reason\":\"one table\"}"
                                .formatted(raw, clean));
        assertThat(merged.statusCode()).as(merged.body()).isBetween(200, 201);

        JsonNode answer = ok("/lineage?of=" + q(A));
        assertThat(urns(answer.get("nodes"))).containsExactly(text(A, clean, raw));
        assertThat(state(answer)).isEqualTo("complete");
        assertThat(urns(ok("/impact?of=" + q(raw)).get("affected"))).containsExactly(text(A));
        assertThat(ok("/path?from=" + q(clean) + "&to=" + q(raw)).get("paths")).hasSize(1);
    }

    @Test
    void anEdgeToWhatNeverArrivesIsAGap() {
        start();
        Urn version = Urn.of(NodeKind.DATASET_VERSION, "s3://b", "never", "v-1");
        say(A, EdgeKind.DERIVED_FROM, version);
        JsonNode verdict = ok("/lineage?of=" + q(A)).get("verdict");

        assertThat(verdict.get("state").asString()).isEqualTo("unknown");
        assertThat(verdict.at("/gaps/count").asInt()).isEqualTo(1);
        assertThat(verdict.at("/gaps/first/0/urn").asString()).isEqualTo(version.toString());
        assertThat(verdict.at("/gaps/first/0/what").asString()).contains("never described");
    }

    @Test
    void clocksOutOfOrderAndFarInTheFutureAreTakenAsTold() {
        start();
        say(A, EdgeKind.DERIVED_FROM, B, "2026-01-05T00:00:00Z");
        say(B, EdgeKind.DERIVED_FROM, C, "2026-01-09T00:00:00Z");
        say(C, EdgeKind.DERIVED_FROM, urn("d"), "9999-12-31T23:59:59Z");
        say(C, EdgeKind.DERIVED_FROM, urn("e"), "1970-01-01T00:00:00Z");

        assertThat(ok("/lineage?of=" + q(A)).get("nodes")).hasSize(5);
        assertThat(ok("/lineage?of=" + q(A) + "&as_of=2026-01-06").get("nodes")).hasSize(2);
        assertThat(ok("/lineage?of=" + q(A) + "&as_of=2026-01-10").get("nodes")).hasSize(4);
        assertThat(ok("/lineage?of=" + q(A) + "&as_of=9999-12-31T23:59:59Z").get("nodes"))
                .hasSize(5);
        assertThat(ok("/impact?of=" + q(C) + "&as_of=2026-01-10").get("affected")).hasSize(2);
    }

    @Test
    void aVeryLongChainIsAnsweredInPagesAndItsWayIsSaidToBeTooLong() {
        start();
        chain();
        List<String> nodes = new ArrayList<>();
        int edges = 0;
        String cursor = "";
        do {
            JsonNode page = ok("/lineage?limit=10000&of=" + q(link(CHAIN)) + cursor);
            assertThat(state(page)).isEqualTo("complete");
            nodes.addAll(urns(page.get("nodes")));
            edges += page.get("edges").size();
            cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        assertThat(nodes).hasSize(CHAIN + 1).doesNotHaveDuplicates();
        assertThat(edges).isEqualTo(CHAIN);

        JsonNode path = ok("/path?from=" + q(link(CHAIN)) + "&to=" + q(link(0)));
        assertThat(path.get("paths")).isEmpty();
        assertThat(path.at("/verdict/state").asString()).isEqualTo("truncated");
        assertThat(path.at("/verdict/reason").asString()).contains("10000 edges");
        JsonNode impact = ok("/impact?limit=200&of=" + q(link(0)));
        assertThat(impact.get("affected").get(199).get("distance").asInt()).isEqualTo(200);
        assertThat(impact.get("affected").get(199).get("via")).hasSize(100);
        JsonNode shallow = ok("/lineage?depth=1000000&limit=1&of=" + q(link(CHAIN)));
        assertThat(state(shallow)).isEqualTo("complete");
        JsonNode cut = ok("/lineage?depth=2&of=" + q(link(CHAIN)));
        assertThat(cut.at("/verdict/reason").asString()).isEqualTo("depth");
        assertThat(cut.at("/verdict/frontier/first/0").asString())
                .isEqualTo(link(CHAIN - 2).toString());
    }

    @Test
    void beyondABudgetTheVerdictIsTruncatedOnEveryPage() {
        start(new Budget(50, 1_000_000, 60_000));
        for (int i = 1; i <= 100; i++) {
            say(urn("n" + i), EdgeKind.DERIVED_FROM, urn("n" + (i - 1)));
        }
        String cursor = "";
        do {
            JsonNode page = ok("/lineage?limit=20&of=" + q(urn("n100")) + cursor);
            assertThat(page.at("/verdict/state").asString()).isEqualTo("truncated");
            assertThat(page.at("/verdict/reason").asString()).isEqualTo("more than 50 nodes");
            assertThat(page.at("/verdict/frontier/first/0").asString())
                    .isEqualTo(urn("n49").toString());
            cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        for (String call :
                List.of(
                        "/impact?of=" + q(urn("n0")),
                        "/path?from=" + q(urn("n100")) + "&to=" + q(urn("n0")))) {
            JsonNode verdict = ok(call).get("verdict");
            assertThat(verdict.get("state").asString()).isEqualTo("truncated");
            assertThat(verdict.at("/frontier/count").asInt()).isPositive();
        }
    }

    @Test
    void aReferenceThatMatchesTwoNodesIsRefusedWithBoth() {
        start();
        say(A, EdgeKind.EXECUTED, Urn.of(NodeKind.CODE, "github.com/x", "abc12" + "3".repeat(35)));
        say(A, EdgeKind.EXECUTED, Urn.of(NodeKind.CODE, "github.com/y", "abc12" + "4".repeat(35)));
        for (String call : List.of("/lineage?of=", "/impact?of=", "/layout?of=")) {
            ambiguous(call + "git:abc12", "of");
        }
        ambiguous("/path?from=" + q(A) + "&to=git:abc12", "to");
        ambiguous("/path?from=git:abc12&to=" + q(A), "from");
    }

    private void ambiguous(String call, String field) {
        JsonNode problem = problem(api.get(call), 409);
        assertThat(problem.get("code").asString()).isEqualTo("AMBIGUOUS");
        assertThat(problem.get("field").asString()).isEqualTo(field);
        assertThat(problem.get("candidates")).hasSize(2);
    }

    @Test
    void numbersAndWordsOutOfRangeAreRefusedByName() {
        start();
        say(A, EdgeKind.DERIVED_FROM, B);
        for (String call : List.of("/lineage?of=" + q(A), "/layout?of=" + q(A))) {
            for (String depth :
                    List.of("-1", "1000000000", "99999999999999999999", "deep", "", "1.5")) {
                refused(call + "&depth=" + depth, "depth");
            }
            refused(call + "&kind=nothing", "kind");
            refused(call + "&kind=run&kind=", "kind");
            refused(call + "&edge=nothing", "edge");
            refused(call + "&assertion=guessed", "assertion");
            refused(call + "&direction=sideways", "direction");
        }
        for (String call : List.of("/lineage?of=", "/layout?of=", "/impact?of=")) {
            for (String limit : List.of("0", "10001", "-5", "many")) {
                refused(call + q(A) + "&limit=" + limit, "limit");
            }
            refused(call, "of");
        }
        for (String count : List.of("0", "11", "x")) {
            refused("/path?from=" + q(A) + "&to=" + q(B) + "&count=" + count, "count");
        }
        refused("/path?from=" + q(A), "to");
        refused("/impact?of=" + q(A) + "&depth=1", "depth");
    }

    @Test
    void aCursorIsGoodForItsOwnQuestionOnly() {
        start();
        for (int i = 0; i < 9; i++) {
            say(A, EdgeKind.DERIVED_FROM, urn("x" + i));
            say(urn("y" + i), EdgeKind.DERIVED_FROM, A);
        }
        api.addWorkspace("other");
        api.ledger()
                .committer()
                .commit(
                        new Intent(
                                new Workspace("other"), Asserter.claimed("mlflow", "ann"), "test"),
                        commit -> {
                            commit.declare(A, EdgeKind.DERIVED_FROM, B, EventTime.reported(1000));
                            return null;
                        });
        String lineage = "/lineage?limit=3&of=" + q(A);
        String impact = "/impact?limit=3&of=" + q(A);
        String next = ok(lineage).get("next").asString();
        String impactNext = ok(impact).get("next").asString();
        assertThat(ok(lineage + "&cursor=" + next).get("nodes")).hasSize(3);
        assertThat(ok(impact + "&cursor=" + impactNext).get("affected")).hasSize(3);

        for (String other :
                List.of(
                        "&direction=downstream",
                        "&depth=3",
                        "&kind=artifact",
                        "&edge=used",
                        "&level=column",
                        "&assertion=declared",
                        "&failed=true",
                        "&as_of=2026-01-01",
                        "&known_at=27",
                        "&workspace=other")) {
            refused(lineage + other + "&cursor=" + next, "cursor");
        }
        refused(lineage + "&cursor=" + impactNext, "cursor");
        refused(impact + "&cursor=" + next, "cursor");
        refused("/lineage?of=" + q(urn("x1")) + "&cursor=" + next, "cursor");
        for (String garbled :
                List.of(
                        "x",
                        "%20",
                        next + "A",
                        next.substring(1),
                        next.substring(0, next.length() - 3),
                        next.toUpperCase(java.util.Locale.ROOT))) {
            refused(lineage + "&cursor=" + garbled, "cursor");
        }
    }

    @Test
    void aForgedCursorBuysNoMoreThanABudget() {
        start(new Budget(30, 1000, 60_000));
        for (int i = 1; i <= 100; i++) {
            say(urn("n" + i), EdgeKind.DERIVED_FROM, urn("n" + (i - 1)));
        }
        String question = "/lineage?limit=10&of=" + q(urn("n100"));
        String next = ok(question).get("next").asString();
        String text = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
        for (String part : List.of("NODES", "EDGES", "TIME")) {
            String[] place = text.split("\n", -1);
            place[place.length - 2] = part;
            place[place.length - 1] = String.valueOf(Long.MAX_VALUE);
            String forged =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(
                                    String.join("\n", place).getBytes(StandardCharsets.UTF_8));
            JsonNode answer = ok(question + "&cursor=" + forged);
            assertThat(answer.at("/verdict/reason").asString()).isEqualTo("more than 30 nodes");
        }
    }

    @Test
    void aClientThatLeavesGivesItsPlaceAmongTheBigQuestionsBack() throws Exception {
        turns = new Turns(1, 60_000);
        start();
        chain();
        say(A, EdgeKind.DERIVED_FROM, B);
        String big = "/impact?limit=1&of=" + q(link(0));
        List<Socket> clients = new ArrayList<>();
        try (Turns.Turn taken = takeTurn()) {
            assertThat(turns.free()).isZero();
            clients.add(api.begin(big));
            clients.add(api.begin(big));
            await(() -> turns.waiting() == 2);

            assertThat(ok("/lineage?of=" + q(A)).get("nodes")).as("a small one").hasSize(2);
            clients.getFirst().close();
            await(() -> turns.waiting() == 1);
        }
        assertThat((char) clients.getLast().getInputStream().read())
                .as("who waits is answered")
                .isEqualTo('H');
        clients.getLast().close();
        await(() -> turns.free() == 1);
    }

    /** Takes the turn of a big question that works all the while. */
    private Turns.Turn takeTurn() {
        return turns.beginBig();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.yield();
        }
    }

    private void chain() {
        api.ledger()
                .by(
                        "ann",
                        commit -> {
                            for (int i = 1; i <= CHAIN; i++) {
                                commit.declare(
                                        link(i),
                                        EdgeKind.DERIVED_FROM,
                                        link(i - 1),
                                        EventTime.reported(1000L * i));
                                commit.declare(
                                        link(i), Attributes.NAME, "v" + i, EventTime.reported(1));
                            }
                        });
    }

    private static Urn link(int number) {
        return Urn.of(NodeKind.ARTIFACT, "long", Integer.toString(number));
    }

    private void say(Urn from, EdgeKind kind, Urn to) {
        say(from, kind, to, "2026-01-01T00:00:00Z");
    }

    private void say(Urn from, EdgeKind kind, Urn to, String at) {
        EventTime when = EventTime.reported(Instant.parse(at).toEpochMilli());
        api.ledger().by("ann", commit -> commit.declare(from, kind, to, when));
    }

    private JsonNode ok(String call) {
        HttpResponse<String> response = api.get(call);
        assertThat(response.statusCode()).as(call + " " + response.body()).isEqualTo(200);
        return Api.json(response);
    }

    private void refused(String call, String field) {
        JsonNode problem = problem(api.get(call), 400);
        assertThat(problem.get("code").asString()).isEqualTo("INVALID_PARAMETER");
        assertThat(problem.get("field").asString()).as(call).isEqualTo(field);
        assertThat(problem.get("detail").asString()).as(call).contains("expected");
    }

    private static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode())
                .as(response.uri() + " " + response.body())
                .isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        return Api.json(response);
    }

    private static String state(JsonNode answer) {
        return answer.at("/verdict/state").asString();
    }

    private static List<String> urns(JsonNode nodes) {
        List<String> urns = new ArrayList<>();
        nodes.forEach(node -> urns.add(node.get("urn").asString()));
        return urns;
    }

    private static String[] text(Urn... urns) {
        return java.util.Arrays.stream(urns).map(Urn::toString).toArray(String[]::new);
    }
}
