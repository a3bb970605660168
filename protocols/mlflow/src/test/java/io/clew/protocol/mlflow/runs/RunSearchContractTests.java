package io.clew.protocol.mlflow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import io.clew.protocol.mlflow.Table;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.search.FilterParser;
import io.clew.protocol.mlflow.search.OrderParser;
import io.clew.protocol.mlflow.wire.PageToken;
import io.clew.protocol.mlflow.wire.ViewType;
import io.clew.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the search for runs must do on every database. */
abstract class RunSearchContractTests {
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

    private JsonObject search(List<String> experiments, String filter, Object... more) {
        Answer answer = answer(experiments, filter, more);
        assertThat(answer.status()).as(filter + " " + answer.text()).isEqualTo(200);
        return answer.json();
    }

    private Answer answer(List<String> experiments, String filter, Object... more) {
        String body =
                new String(
                        Json.bytes(
                                out -> {
                                    out.texts("experiment_ids", experiments).text("filter", filter);
                                    for (int i = 0; i < more.length; i += 2) {
                                        out.value((String) more[i], more[i + 1]);
                                    }
                                }),
                        StandardCharsets.UTF_8);
        return server.send("POST", "/api/2.0/mlflow/runs/search", body);
    }

    private static List<String> names(JsonObject found) {
        return found.objects("runs").stream()
                .map(run -> run.object("info").text("run_name"))
                .toList();
    }

    private void log(String id, String members) {
        server.posted("runs/log-batch", "{'run_id':'%s',%s}".formatted(id, members));
    }

    /** Makes three runs, of which the later started earlier. */
    private void threeRuns() {
        String a = server.run("0", "'run_name':'a'", "'start_time':30", "'user_id':'ann'");
        log(
                a,
                "'metrics':[{'key':'m','value':1,'timestamp':1}],'params':[{'key':'p','value':'A'},"
                        + "{'key':'long','value':'"
                        + "x".repeat(150)
                        + "1'}],'tags':[{'key':'t','value':'some value'}]");
        server.posted(
                "runs/log-inputs",
                ("{'run_id':'%s','datasets':[{'tags':[{'key':'mlflow.data.context','value':'train'}],"
                                + "'dataset':{'name':'d1','digest':'x1','source_type':'s','source':'{}'}},"
                                + "{'dataset':{'name':'d2','digest':'x2','source_type':'s','source':'{}'}}]}")
                        .formatted(a));
        String b = server.run("0", "'run_name':'b'", "'start_time':20", "'user_id':'bob'");
        log(
                b,
                "'metrics':[{'key':'m','value':2,'timestamp':1},{'key':'n','value':'NaN',"
                        + "'timestamp':1}],'params':[{'key':'p','value':'B'},{'key':'long','value':'"
                        + "x".repeat(150)
                        + "2'}],'tags':[{'key':'t','value':'Another'},{'key':'u','value':'a*b?[c]'}]");
        server.posted(
                "runs/log-inputs",
                ("{'run_id':'%s','datasets':[{'tags':[{'key':'mlflow.data.context','value':'eval'}],"
                                + "'dataset':{'name':'d1','digest':'x1','source_type':'s','source':'{}'}}]}")
                        .formatted(b));
        String c = server.run("0", "'run_name':'c'", "'start_time':10");
        server.posted(
                "runs/update", "{'run_id':'%s','status':'FAILED','end_time':99}".formatted(c));
    }

    @Test
    void findsWhatAFilterIsTrueOf() {
        threeRuns();
        for (List<String> row :
                Table.rows(
                        2,
                        """
                    metrics.m = 1                                   | a
                    metrics.m != 1                                  | b
                    metrics.m > 1                                   | b
                    metrics.m >= 1                                  | a b
                    metrics.m < 2                                   | a
                    metrics.m <= 1.5                                | a
                    metrics.n = 0                                   |
                    metrics.n > -1                                  |
                    metrics.n <= 0                                  |
                    metrics.n != 0                                  | b
                    metrics.n != 1                                  | b
                    metrics.nothing != 1                            |
                    params.p = 'A'                                  | a
                    params.p = 'a'                                  |
                    params.p != 'A'                                 | b
                    params.p LIKE 'a'                               |
                    params.p ILIKE 'a'                              | a
                    params.p IS NULL                                | c
                    params.p IS NOT NULL                            | a b
                    params.long LIKE '%2'                           | b
                    tags.t LIKE '%ther'                             | b
                    tags.t LIKE 'another'                           |
                    tags.t ILIKE 'anoth_r'                          | b
                    tags.t LIKE 'some_value'                        | a
                    tags.u LIKE 'a*b?[c]'                           | b
                    tags.u LIKE 'a*b?[c'                            |
                    tags.u LIKE 'a*%]'                              | b
                    tags.u LIKE 'a%?%'                              | b
                    tags.t IS NULL                                  | c
                    tags.u IS NULL                                  | a c
                    tags.mlflow.runName = 'c'                       | c
                    attributes.run_name = 'a'                       | a
                    attributes."Run name" LIKE '%'                  | a b c
                    status = 'FAILED'                               | c
                    status != 'FAILED'                              | a b
                    attr.user_id ILIKE 'BOB'                        | b
                    user_id != 'bob'                                | a c
                    start_time > 10                                 | a b
                    created = 20                                    | b
                    end_time = 99                                   | c
                    end_time != 98                                  | c
                    end_time < 1000                                 | c
                    artifact_uri LIKE 'mlflow-artifacts:/0/%'       | a b c
                    datasets.name = 'd1'                            | a b
                    datasets.name = 'd2'                            | a
                    datasets.name LIKE 'd%'                         | a b
                    datasets.name IN ('d2', 'd3')                   | a
                    datasets.name NOT IN ('d1')                     | a
                    datasets.digest = 'x2'                          | a
                    datasets.digest IN ('x1', 'x2')                 | a b
                    datasets.context = 'train'                      | a
                    datasets.context IN ('train', 'eval')           | a b
                    datasets.context != 'train'                     | b
                    datasets.name = 'd2' AND datasets.context = 'train' | a
                    datasets.name = 'd2' AND datasets.digest = 'x1' | a
                    metrics.m > 0 AND params.p = 'B'                | b
                    metrics.m > 1 AND params.p = 'A'                |
                    run_id = 'nobody'                               |
                    run_id != 'nobody'                              | a b c
                    run_id NOT IN ('nobody')                        | a b c
                    params.p = 'A' AND tags.t = 'some value' AND metrics.m = 1 AND status = 'RUNNING' | a
                        """)) {
            findsWhatAFilterIsTrueOf(row.get(0), row.get(1));
        }
    }

    private void findsWhatAFilterIsTrueOf(String filter, String expected) {
        List<String> names = names(search(List.of("0"), filter));
        assertThat(String.join(" ", names)).as(filter).isEqualTo(expected);
    }

    @Test
    void tellsLongValuesApartAndFindsThemByIndex() {
        threeRuns();
        assertThat(names(search(List.of("0"), "params.long = '" + "x".repeat(150) + "2'")))
                .containsExactly("b");
        assertThat(names(search(List.of("0"), "params.long = '" + "x".repeat(150) + "'")))
                .isEmpty();
    }

    @Test
    void findsByIdsOneOrManyAndMoreThanOneStatementTakes() {
        threeRuns();
        List<String> ids =
                search(List.of("0"), "").objects("runs").stream()
                        .map(run -> run.object("info").text("run_id"))
                        .toList();
        assertThat(names(search(List.of("0"), "run_id = '" + ids.get(1) + "'")))
                .containsExactly("b");
        String many = "'0',".repeat(1200) + "'" + ids.get(0) + "','" + ids.get(2) + "'";
        assertThat(names(search(List.of("0"), "attributes.run_id IN (" + many + ")")))
                .containsExactly("a", "c");
        assertThat(names(search(List.of("0"), "run_id NOT IN (" + many + ")")))
                .containsExactly("b");
    }

    @Test
    void ordersWithWhatIsMissingLast() {
        threeRuns();
        for (List<String> row :
                Table.rows(
                        2,
                        """
                    metrics.m                                | a b c
                    metrics.m DESC                           | b a c
                    metrics.n                                | b a c
                    metrics.n DESC                           | b a c
                    params.p DESC                            | b a c
                    tags.t                                   | b a c
                    tags.none                                | a b c
                    start_time                               | c b a
                    attributes.start_time DESC               | a b c
                    end_time                                 | c a b
                    end_time DESC                            | c a b
                    attribute.status                         | c a b
                    run_name DESC                            | c b a
                    user_id                                  | c a b
                        """)) {
            ordersWithWhatIsMissingLast(row.get(0), row.get(1));
        }
    }

    private void ordersWithWhatIsMissingLast(String order, String expected) {
        assertThat(names(search(List.of("0"), "", "order_by", List.of(order))))
                .as(order)
                .containsExactly(expected.split(" "));
    }

    @Test
    void ordersMetricsWithNanAndMissingLastInEitherDirection() {
        Map<String, String> values =
                Map.of(
                        "nan",
                        "'NaN'",
                        "inf",
                        "'Infinity'",
                        "-inf",
                        "'-Infinity'",
                        "-1000",
                        "-1000",
                        "0",
                        "0",
                        "1000",
                        "1000");
        values.forEach(
                (name, value) ->
                        log(
                                server.run("0", "'run_name':'" + name + "'", "'start_time':1"),
                                "'metrics':[{'key':'x','value':%s,'timestamp':1}]"
                                        .formatted(value)));
        server.run("0", "'run_name':'none'", "'start_time':1");
        for (int page : List.of(1, 2, 100)) {
            assertThat(allNames("", List.of("metrics.x asc"), page))
                    .containsExactly("-inf", "-1000", "0", "1000", "inf", "nan", "none");
            assertThat(allNames("", List.of("metrics.x desc"), page))
                    .containsExactly("inf", "1000", "0", "-1000", "-inf", "nan", "none");
        }
    }

    private List<String> allNames(String filter, List<String> orderBy, int page) {
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            JsonObject found =
                    search(
                            List.of("0"),
                            filter,
                            "order_by",
                            orderBy,
                            "max_results",
                            (long) page,
                            "page_token",
                            token);
            assertThat(found.objects("runs").size()).isLessThanOrEqualTo(page);
            names.addAll(names(found));
            token = found.optionalText("next_page_token").orElse("");
        } while (!token.isEmpty());
        return names;
    }

    @Test
    void chooses() {
        String other = server.experiment("other");
        String gone = server.run(other, "'run_name':'gone'", "'start_time':5");
        server.run(other, "'run_name':'there'", "'start_time':6");
        threeRuns();
        server.posted("runs/delete", "{'run_id':'%s'}".formatted(gone));
        assertThat(names(search(List.of(other), ""))).containsExactly("there");
        assertThat(names(search(List.of(other), "", "run_view_type", "DELETED_ONLY")))
                .containsExactly("gone");
        assertThat(names(search(List.of(other), "", "run_view_type", 3L)))
                .containsExactly("there", "gone");
        assertThat(names(search(List.of(other, "0"), "", "run_view_type", "ALL")))
                .containsExactly("a", "b", "c", "there", "gone");
        assertThat(search(List.of(), "").names()).isEmpty();
        assertThat(search(List.of("999"), "").names()).isEmpty();
    }

    @Test
    void pagesRunsThatStartedTogetherById() {
        for (int i = 0; i < 10; i++) {
            server.run("0", "'start_time':1");
        }
        List<String> ids = new ArrayList<>();
        String token = "";
        for (int page = 0; page < 3; page++) {
            JsonObject found = search(List.of("0"), "", "max_results", 4L, "page_token", token);
            found.objects("runs").forEach(run -> ids.add(run.object("info").text("run_id")));
            assertThat(found.has("next_page_token")).isEqualTo(page < 2);
            token = found.optionalText("next_page_token").orElse("");
        }
        assertThat(ids).hasSize(10).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void refusesABadSearchNamingTheField() {
        for (List<String> row :
                Table.rows(
                        3,
                        """
                    max_results  | 123456789      | Invalid value 123456789 for parameter 'max_results' supplied
                    max_results  | 0              | Invalid value 0 for parameter 'max_results' supplied
                    max_results  | -5             | Invalid value -5 for parameter 'max_results' supplied
                    max_results  | "x"            | Invalid value "x" for parameter 'max_results' supplied
                    page_token   | "abc"          | Invalid page token
                    page_token   | "WyJ4Il0"      | Invalid page token
                    page_token   | "bm90IGpzb24"  | Invalid page token
                    page_token   | "%%%"          | Invalid page token
                    order_by     | "metrics.a"    | for parameter 'order_by' supplied
                    order_by     | [5]            | for parameter 'order_by' supplied
                    order_by     | ["metrics.a >"]| Invalid order_by clause
                    run_view_type| "SOME"         | Invalid value "SOME" for parameter 'run_view_type' supplied
                    filter       | 5              | Invalid value 5 for parameter 'filter' supplied
                    filter       | "a b"          | Invalid clause(s) in filter string
                    experiment_ids | "0"          | Invalid value "0" for parameter 'experiment_ids' supplied
                    experiment_ids | ["x"]        | Invalid experiment ID 'x'
                        """)) {
            refusesABadSearchNamingTheField(row.get(0), row.get(1), row.get(2));
        }
    }

    private void refusesABadSearchNamingTheField(String field, String value, String message) {
        String body = "{\"" + field + "\":" + value + "}";
        Answer answer = server.send("POST", "/api/2.0/mlflow/runs/search", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(answer.message()).contains(message);
    }

    @Test
    void refusesATokenOfAnotherSearch() {
        threeRuns();
        String token = search(List.of("0"), "", "max_results", 1L).text("next_page_token");
        Answer answer = answer(List.of("0"), "metrics.m > 0", "page_token", token);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message())
                .isEqualTo("Invalid page token: it belongs to another request.");
    }

    /** A run of the oracle: what is missing is null. */
    private record Known(String name, long start, Double m, String p, boolean failed, String id) {}

    @Test
    void agreesWithAnOracleOnRandomRunsFiltersOrdersAndPages() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Known> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            runs.add(randomRun(random, i));
        }
        for (int i = 0; i < 60; i++) {
            double bound = random.nextInt(5) - 2;
            String text = "v" + random.nextInt(3);
            String filter =
                    List.of(
                                    "",
                                    "metrics.m >= " + bound,
                                    "metrics.m != " + bound,
                                    "params.p = '" + text + "'",
                                    "params.p != '" + text + "' AND metrics.m < " + bound,
                                    "status = 'FAILED' AND params.p IS NULL",
                                    "metrics.m > " + bound + " AND params.p = '" + text + "'")
                            .get(random.nextInt(7));
            String order =
                    List.of(
                                    "metrics.m",
                                    "metrics.m DESC",
                                    "params.p",
                                    "params.p DESC",
                                    "start_time",
                                    "run_name DESC",
                                    "status")
                            .get(random.nextInt(7));
            int page = 1 + random.nextInt(20);
            List<String> expected =
                    runs.stream()
                            .filter(run -> matches(run, filter, bound, text))
                            .sorted(ordered(order))
                            .map(Known::name)
                            .toList();
            assertThat(allNames(filter, List.of(order), page))
                    .as("seed %d, filter %s, order %s, page %d", seed, filter, order, page)
                    .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void findsTheSameHoweverFarItLooksAlongAnIndex() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 80; i++) {
            randomRun(random, i);
        }
        for (String filter : List.of("", "metrics.m > -1", "metrics.m <= 1 and params.p = 'v1'")) {
            for (String order : List.of("metrics.m", "metrics.m DESC", "metrics.m, params.p")) {
                RunSearch search =
                        new RunSearch(
                                List.of(0L),
                                FilterParser.parse(filter, RunEntity.INSTANCE),
                                ViewType.ACTIVE_ONLY,
                                OrderParser.parse(List.of(order.split(", ")), RunEntity.INSTANCE));
                List<String> sorted = ids(search, 1000, new RunSearch.Reach(0, 0));
                for (int walkMax : new int[] {1, 7, 40, 1000}) {
                    assertThat(ids(search, 5, new RunSearch.Reach(0, walkMax)))
                            .as("seed %d, %s by %s, walk %d", seed, filter, order, walkMax)
                            .isEqualTo(sorted);
                }
                assertThat(ids(search, 5, RunSearch.Reach.USUAL))
                        .as("seed %d, %s by %s", seed, filter, order)
                        .isEqualTo(sorted);
            }
        }
    }

    private List<String> ids(RunSearch search, int page, RunSearch.Reach reach) {
        List<String> ids = new ArrayList<>();
        PageToken after = null;
        do {
            PageToken token = after;
            RunSearch.Page found =
                    server.store().read(db -> search.page(new Scope(db, 1), token, page, reach));
            found.runs().forEach(run -> ids.add(run.runId()));
            after = found.last() == null ? null : new PageToken("", found.last());
        } while (after != null);
        return ids;
    }

    private Known randomRun(Random random, int i) {
        long start = 1 + random.nextInt(8);
        Double m =
                random.nextInt(4) == 0
                        ? null
                        : random.nextInt(6) == 0 ? Double.NaN : random.nextInt(5) - 2.0;
        String p = random.nextInt(3) == 0 ? null : "v" + random.nextInt(3);
        boolean failed = random.nextInt(3) == 0;
        String id = server.run("0", "'run_name':'r%02d'".formatted(i), "'start_time':" + start);
        if (m != null) {
            log(
                    id,
                    "'metrics':[{'key':'m','value':%s,'timestamp':1}]"
                            .formatted(m.isNaN() ? "'NaN'" : m.toString()));
        }
        if (p != null) {
            log(id, "'params':[{'key':'p','value':'%s'}]".formatted(p));
        }
        if (failed) {
            server.posted("runs/update", "{'run_id':'%s','status':'FAILED'}".formatted(id));
        }
        return new Known("r%02d".formatted(i), start, m, p, failed, id);
    }

    private static boolean matches(Known run, String filter, double bound, String text) {
        boolean number = run.m() != null && !run.m().isNaN();
        boolean all = true;
        for (String clause : filter.isEmpty() ? new String[0] : filter.split(" AND ")) {
            String[] words = clause.split(" ");
            all &=
                    switch (words[0] + " " + words[1]) {
                        case "metrics.m >=" -> number && run.m() >= bound;
                        case "metrics.m >" -> number && run.m() > bound;
                        case "metrics.m <" -> number && run.m() < bound;
                        case "metrics.m !=" -> run.m() != null && run.m() != bound;
                        case "params.p =" -> text.equals(run.p());
                        case "params.p !=" -> run.p() != null && !run.p().equals(text);
                        case "params.p IS" -> run.p() == null;
                        case "status =" -> run.failed();
                        default -> throw new IllegalStateException(clause);
                    };
        }
        return all;
    }

    private static Comparator<Known> ordered(String order) {
        boolean descending = order.endsWith(" DESC");
        Comparator<Known> first =
                switch (order.split(" ")[0]) {
                    case "metrics.m" ->
                            Comparator.<Known>comparingInt(
                                            run -> run.m() == null ? 2 : run.m().isNaN() ? 1 : 0)
                                    .thenComparing(
                                            run ->
                                                    run.m() == null || run.m().isNaN()
                                                            ? 0.0
                                                            : descending ? -run.m() : run.m());
                    case "params.p" ->
                            Comparator.<Known>comparingInt(run -> run.p() == null ? 1 : 0)
                                    .thenComparing(
                                            directed(
                                                    Comparator.comparing(
                                                            run -> run.p() == null ? "" : run.p()),
                                                    descending));
                    case "start_time" -> Comparator.comparingLong(Known::start);
                    case "run_name" -> directed(Comparator.comparing(Known::name), descending);
                    case "status" ->
                            Comparator.comparing(run -> run.failed() ? "FAILED" : "RUNNING");
                    default -> throw new IllegalStateException(order);
                };
        return first.thenComparing(Comparator.comparingLong(Known::start).reversed())
                .thenComparing(Known::id);
    }

    private static Comparator<Known> directed(Comparator<Known> comparator, boolean descending) {
        return descending ? comparator.reversed() : comparator;
    }
}
