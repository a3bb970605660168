package io.clew.protocol.metaflow.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.protocol.metaflow.MetaflowServer;
import io.clew.protocol.metaflow.MetaflowServer.Answer;
import io.clew.store.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the metadata service must do on every database. */
abstract class ServiceContractTests {
    private static final String SYSTEM =
            "'user_name':'ann','tags':['blue'],'system_tags':['user:ann','metaflow_version:2.19.38']";

    @TempDir Path folder;
    private MetaflowServer server;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = MetaflowServer.start(newDatabase());
        server.posted("/flows/F", "{'flow_id':'F','ts_epoch':1}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Reads the tables that cases are written as: a line a case, columns between bars. */
    private static List<List<String>> rows(int columns, String table) {
        return table.lines()
                .filter(line -> !line.isBlank())
                .map(
                        line ->
                                Arrays.stream(Arrays.copyOf(line.split("\\|"), columns))
                                        .map(cell -> cell == null ? "" : cell.strip())
                                        .toList())
                .toList();
    }

    private String run() {
        return "/flows/F/runs/"
                + server.posted("/flows/F/run", "{" + SYSTEM + "}").object().get("run_number");
    }

    private String step(String run, String name) {
        server.posted(run + "/steps/" + name + "/step", "{" + SYSTEM + "}");
        return run + "/steps/" + name;
    }

    private String task(String step) {
        return step
                + "/tasks/"
                + server.posted(step + "/task", "{" + SYSTEM + "}").object().get("task_id");
    }

    private static String artifact(String name, int attempt, String sha) {
        return "{'name':'%s','attempt_id':%d,'sha':'%s','location':':root:/no/where','ds_type':'s3','type':'metaflow.artifact','content_type':'gzip+pickle-v4','user_name':'ann'}"
                .formatted(name, attempt, sha);
    }

    private static List<Object> names(Answer answer, String field) {
        return answer.list().stream().map(one -> one.get(field)).toList();
    }

    @Test
    void saysWhichVersionItSpeaks() {
        Answer ping = server.get("/ping");
        assertThat(ping.text()).isEqualTo("pong");
        assertThat(ping.header("METADATA_SERVICE_VERSION")).isEqualTo("2.6.1");
        assertThat(server.get("/version").text()).isEqualTo("2.6.1");
        assertThat(server.get("/healthcheck").object()).containsEntry("status", "UP");
        assertThat(server.get("/auth/token").status()).isEqualTo(403);
        assertThat(server.get("/flows").header("METADATA_SERVICE_VERSION")).isEqualTo("2.6.1");
    }

    @Test
    void keepsAFlow() {
        assertThat(server.get("/flows/G").status()).isEqualTo(404);
        server.pass(Duration.ofSeconds(1));
        Map<String, Object> made = server.posted("/flows/G", "{'user_name':'ann'}").object();
        assertThat(made).containsEntry("flow_id", "G").containsEntry("user_name", "ann");
        assertThat(made).containsEntry("ts_epoch", 1772359201000L);
        assertThat(server.get("/flows/G").object()).isEqualTo(made);
        assertThat(server.post("/flows/G", "{}").status()).isEqualTo(409);
        assertThat(names(server.get("/flows"), "flow_id")).containsExactly("F", "G");
    }

    @Test
    void giveIdsThatAreIntegersAndKeepsThoseOfClients() {
        String run = run();
        Map<String, Object> byService = server.get(run).object();
        assertThat(byService.get("run_number")).isInstanceOf(Long.class);
        assertThat(byService).containsEntry("user", "ann");
        assertThat(byService).containsEntry("last_heartbeat_ts", 1772359200L);
        Map<String, Object> byClient =
                server.posted("/flows/F/run", "{'run_number':'argo-x','user_name':'bob'}").object();
        assertThat(byClient).containsEntry("run_number", "argo-x");
        assertThat(byClient).containsEntry("last_heartbeat_ts", null).doesNotContainKey("user");
        assertThat(server.get("/flows/F/runs/argo-x").object()).isEqualTo(byClient);
        assertThat(server.post("/flows/F/run", "{'run_number':'argo-x'}").status()).isEqualTo(409);
        String step = step("/flows/F/runs/argo-x", "start");
        assertThat(server.get(step).object()).containsEntry("run_number", "argo-x");
        Map<String, Object> task = server.posted(step + "/task", "{'task_id':'t-1'}").object();
        assertThat(task).containsEntry("task_id", "t-1").containsEntry("run_number", "argo-x");
        assertThat(server.get(step + "/tasks/t-1").object()).isEqualTo(task);
        assertThat(server.post(step + "/task", "{'task_id':'t-1'}").status()).isEqualTo(409);
    }

    @Test
    void givesTheRunOfAStepAlwaysAsText() {
        String run = run();
        Object number = server.get(run).object().get("run_number");
        String step = step(run, "start");
        assertThat(server.get(step).object())
                .containsEntry("run_number", String.valueOf(number))
                .containsEntry("tags", List.of("blue"));
        assertThat(names(server.get(run + "/steps"), "run_number"))
                .containsExactly(String.valueOf(number));
        assertThat(server.get(task(step)).object()).containsEntry("run_number", number);
        assertThat(server.post(step + "/step", "{}").status()).isEqualTo(409);
    }

    @Test
    void answersHeartbeatsAsJsonWithinJson() {
        String run = run();
        String task = task(step(run, "start"));
        server.pass(Duration.ofSeconds(20));
        assertThat(server.posted(run + "/heartbeat", "{}").value())
                .isEqualTo("{\"wait_time_in_seconds\": 10}");
        server.pass(Duration.ofSeconds(20));
        assertThat(server.posted(task + "/heartbeat", "{}").value())
                .isEqualTo("{\"wait_time_in_seconds\": 10}");
        assertThat(server.get(run).object()).containsEntry("last_heartbeat_ts", 1772359240L);
        assertThat(server.get(task).object()).containsEntry("last_heartbeat_ts", 1772359240L);
        assertThat(server.post("/flows/F/runs/99/heartbeat", "{}").status()).isEqualTo(404);
        assertThat(server.post(run + "/steps/start/tasks/99/heartbeat", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void saysWhichParentIsMissingAsTheOriginalDoes() {
        String run = run();
        assertThat(server.post("/flows/None/run", "{}").status()).isEqualTo(404);
        assertThat(server.post("/flows/F/runs/99/steps/a/step", "{}").status()).isEqualTo(500);
        Answer failure = server.post("/flows/F/runs/99/steps/a/task", "{}");
        assertThat(failure.status()).isEqualTo(500);
        assertThat(failure.object()).containsOnlyKeys("detail", "status", "title");
        assertThat(server.post(run + "/steps/a/task", "{}").status()).isEqualTo(404);
        for (String kind : List.of("metadata", "artifact")) {
            for (String parent : List.of("/flows/F/runs/99", run)) {
                Answer answer = server.post(parent + "/steps/a/tasks/1/" + kind, "[]");
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.object())
                        .isEqualTo(Map.of("message", "need to register run_id and task_id first"));
            }
        }
    }

    @Test
    void listsNothingUnderMissingParents() {
        for (List<String> row :
                rows(
                        1,
                        """
                    /flows/None/runs
                    /flows/F/runs/99/steps
                    /flows/F/runs/99/steps/a/tasks
                    /flows/F/runs/99/artifacts
                    /flows/F/runs/99/metadata
                    /flows/F/runs/99/steps/a/artifacts
                    /flows/F/runs/99/steps/a/filtered_tasks
                    /flows/F/runs/99/steps/a/tasks/1/artifacts
                    /flows/F/runs/99/steps/a/tasks/1/attempt/0/artifacts
                    /flows/F/runs/99/steps/a/tasks/1/metadata
                    """)) {
            String path = row.get(0);
            assertThat(server.get(path).text()).isEqualTo("[]");
            Answer page = server.get(path + "?_limit=3");
            assertThat(page.text()).isEqualTo("[]");
            if (!path.endsWith("filtered_tasks") && !path.contains("attempt")) {
                assertThat(page.header("X-Limit")).isEqualTo("3");
            }
        }
    }

    @Test
    void keepsMetadataAndServesItNewestFirstAsTexts() {
        String task = task(step(run(), "start"));
        server.posted(
                task + "/metadata",
                "[{'field_name':'a','value':'x','type':'t','user_name':'ann','tags':['attempt_id:0']},{'field_name':'l','value':[1,'b'],'type':'t'}]");
        server.pass(Duration.ofMillis(5));
        Answer answer =
                server.posted(task + "/metadata", "[{'field_name':'n','value':7,'type':'t'}]");
        assertThat(answer.object()).isEqualTo(Map.of("metadata_created", 1L));
        Answer list = server.get(task + "/metadata");
        assertThat(names(list, "field_name")).containsExactly("n", "l", "a");
        assertThat(names(list, "value")).containsExactly("7", "[1,\"b\"]", "x");
        assertThat(list.list().getLast()).containsEntry("tags", List.of("attempt_id:0"));
        assertThat(list.list().getFirst()).containsEntry("tags", List.of());
    }

    @Test
    void countsNoArtifactTwiceAndServesTheLatestAttempt() {
        String run = run();
        String step = step(run, "start");
        String task = task(step);
        String path = task + "/artifact";
        assertThat(
                        server.posted(
                                        path,
                                        "["
                                                + artifact("x", 0, "a")
                                                + ","
                                                + artifact("y", 0, "b")
                                                + "]")
                                .object())
                .isEqualTo(Map.of("artifacts_created", 2L));
        assertThat(server.posted(path, "[" + artifact("x", 0, "c") + "]").object())
                .isEqualTo(Map.of("artifacts_created", 0L));
        server.posted(path, "[" + artifact("x", 1, "d") + "]");
        assertThat(server.get(task + "/artifacts/x").object())
                .containsEntry("sha", "d")
                .containsEntry("attempt_id", 1L)
                .containsEntry("tags", List.of("blue"));
        assertThat(server.get(task + "/artifacts/y").object()).containsEntry("sha", "b");
        assertThat(server.get(task + "/artifacts/x/attempt/0").object()).containsEntry("sha", "a");
        assertThat(server.get(task + "/artifacts/y/attempt/1").status()).isEqualTo(404);
        assertThat(server.get(task + "/artifacts/z").status()).isEqualTo(404);
        assertThat(server.get(task + "/artifacts/x/attempt/one").status()).isEqualTo(400);
        assertThat(names(server.get(task + "/attempt/0/artifacts"), "name"))
                .containsExactly("x", "y");
        for (String of : List.of(task, step, run)) {
            assertThat(names(server.get(of + "/artifacts"), "sha")).containsExactly("d");
            assertThat(names(server.get(of + "/artifacts?_limit=9"), "sha")).containsExactly("d");
        }
    }

    /** Found by Metaflow's own CatchRetryTest. */
    @Test
    void doesNotShowWhatOnlyAnEarlierAttemptMade() {
        String task = task(step(run(), "start"));
        server.posted(
                task + "/artifact",
                "[" + artifact("name", 0, "a") + "," + artifact("invisible", 0, "b") + "]");
        assertThat(server.get(task + "/artifacts/invisible").status()).isEqualTo(200);
        server.posted(task + "/artifact", "[" + artifact("name", 1, "a") + "]");
        assertThat(server.get(task + "/artifacts/invisible").status()).isEqualTo(404);
        assertThat(server.get(task + "/artifacts/invisible/attempt/0").status()).isEqualTo(200);
    }

    @Test
    void changesTheTagsOfUsersAndNotThoseOfTheSystem() {
        String run = run();
        Answer changed =
                server.patch(
                        run + "/tag/mutate",
                        "{'tags_to_add':['red','user:ann'],'tags_to_remove':['blue','none']}");
        assertThat(changed.object()).isEqualTo(Map.of("tags", List.of("red")));
        assertThat(server.get(run).object()).containsEntry("tags", List.of("red"));
        assertThat(server.get(step(run, "start")).object()).containsEntry("tags", List.of("red"));
        Answer refused = server.patch(run + "/tag/mutate", "{'tags_to_remove':['user:ann']}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.value()).asString().contains("user:ann");
        assertThat(server.patch(run + "/tag/mutate", "{'tags_to_add':'x'}").status())
                .isEqualTo(400);
        assertThat(server.patch(run + "/tag/mutate", "{'tags_to_add':[1]}").value())
                .isEqualTo("All tag values must be strings");
        assertThat(server.patch("/flows/F/runs/99/tag/mutate", "{}").status()).isEqualTo(404);
        assertThat(names(server.get("/flows/F/runs?_tags=red"), "tags"))
                .containsExactly(List.of("red"));
        assertThat(server.get("/flows/F/runs?_tags=blue").list()).isEmpty();
    }

    @Test
    void findsTasksByWholeValues() {
        String run = run();
        String step = step(run, "a");
        List<String> paths = new ArrayList<>();
        for (String at : List.of("s:1", "s:10", "s:1,t:2")) {
            String task = task(step);
            paths.add(task.replace("/flows/", "").replaceAll("/(runs|steps|tasks)", ""));
            server.posted(
                    task + "/metadata",
                    "[{'field_name':'foreach-execution-path','value':'" + at + "','type':'x'}]");
        }
        String filtered = step + "/filtered_tasks?metadata_field_name=foreach-execution-path";
        assertThat(server.get(filtered + "&pattern=s:1").value()).isEqualTo(paths.subList(0, 1));
        assertThat(server.get(filtered + "&pattern=s:1,.*").value()).isEqualTo(paths.subList(2, 3));
        assertThat(server.get(filtered).value()).isEqualTo(paths);
        assertThat(server.get(step + "/filtered_tasks").value()).isEqualTo(paths);
        assertThat(server.get(step + "/filtered_tasks?pattern=s:10").value())
                .isEqualTo(paths.subList(1, 2));
        assertThat(server.get(filtered + "&pattern=(").status()).isEqualTo(400);
        server.posted(
                task(step) + "/metadata",
                "[{'field_name':'f','value':'" + "a".repeat(200) + "','type':'x'}]");
        assertThat(server.get(step + "/filtered_tasks?pattern=(.*)(.*)(.*)(.*)(.*)(.*)c").status())
                .isEqualTo(400);
    }

    @Test
    void pagesEveryList() {
        for (int i = 0; i < 4; i++) {
            server.pass(Duration.ofMillis(i % 2));
            server.posted("/flows/P" + i, "{}");
            run();
        }
        String run = run();
        String step = "";
        for (int i = 0; i < 5; i++) {
            step = step(run, "s" + i);
        }
        for (int i = 0; i < 5; i++) {
            String task = task(step);
            server.posted(
                    task + "/metadata",
                    "[{'field_name':'a','value':'x','type':'t'},{'field_name':'b','value':'x','type':'t'}]");
            server.posted(
                    task + "/artifact",
                    "[" + artifact("x", 0, "a") + "," + artifact("y", 0, "b") + "]");
        }
        String task = task(step);
        server.posted(
                task + "/artifact",
                "["
                        + artifact("p", 0, "a")
                        + ","
                        + artifact("q", 0, "b")
                        + ","
                        + artifact("r", 0, "b")
                        + "]");
        for (String list :
                List.of(
                        "/flows",
                        "/flows/F/runs",
                        run + "/steps",
                        step + "/tasks",
                        run + "/metadata",
                        run + "/artifacts",
                        step + "/artifacts",
                        task + "/artifacts",
                        task + "/metadata")) {
            List<Map<String, Object>> all = server.get(list).list();
            List<Map<String, Object>> paged = new ArrayList<>();
            String cursor = "";
            do {
                Answer page = server.get(list + "?_limit=2&_cursor=" + cursor);
                assertThat(page.header("X-Limit")).isEqualTo("2");
                assertThat(page.list()).hasSizeLessThanOrEqualTo(2);
                paged.addAll(page.list());
                cursor = URLEncoder.encode(page.header("X-Next-Cursor"), StandardCharsets.UTF_8);
            } while (!cursor.isEmpty());
            assertThat(paged).as(list).containsExactlyInAnyOrderElementsOf(all);
            assertThat(paged.stream().map(one -> (Long) one.get("ts_epoch")).toList())
                    .as(list)
                    .isSortedAccordingTo((a, b) -> Long.compare(b, a));
            assertThat(server.get(list + "?_cursor=nonsense").value()).isEqualTo("Invalid cursor");
            assertThat(server.get(list + "?_limit=0").status()).isEqualTo(400);
            assertThat(server.get(list + "?_limit=9999").header("X-Limit")).isEqualTo("500");
            assertThat(server.get(list + "?_limit=").header("X-Limit")).isEqualTo("50");
        }
    }

    @Test
    void filtersRuns() {
        run();
        server.pass(Duration.ofMillis(1));
        server.posted("/flows/F/run", "{'user_name':'bob','tags':['blue','red']}");
        server.posted("/flows/F/run", "{'user_name':'ann','tags':['red']}");
        server.posted("/flows/F/run", "{'run_number':'x'}");
        for (List<String> row :
                rows(
                        2,
                        """
                    user_name=ann                        | 1 3
                    user_name:eq=ann,bob                 | 1 2 3
                    user_name:ne=ann                     | 2
                    user_name:co=N                       | 1 3
                    user_name:sw=B                       | 2
                    user_name:ew=OB                      | 2
                    user_name:li=%25o%25                 | 2
                    user_name:co=%25                     |
                    user_name:is=null                    | x
                    user_name:ge=b                       | 2
                    user_name=null,bob                   | 2 x
                    user=ann                             | 1
                    run_number:ge=2&run_number:lt=3      | 2
                    run_number:co=2                      | 2
                    run_id=x                             | x
                    run_id:is=null                       | 1 2 3
                    ts_epoch:gt=1772359200000            | 2 3 x
                    last_heartbeat_ts:is=null            | 2 3 x
                    _tags=blue                           | 1 2
                    _tags:any=blue,red                   | 1 2 3
                    _tags:all=blue,red                   | 2
                    _tags:all=blue&_tags=red             | 2
                    _tags:likeany=lu,xx                  | 1 2
                    _tags:likeall=lu,re                  | 2
                    _tags=user:ann                       | 1
                    status=running                       | 1 2 3 x
                    status=completed,failed              |
                    status:ne=failed                     | 1 2 3 x
                    unknown:zz=3                         | 1 2 3 x
                    """)) {
            String query = row.get(0);
            String expected = row.get(1);
            Answer answer = server.get("/flows/F/runs?" + query);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            List<String> found =
                    names(answer, "run_number").stream().map(String::valueOf).sorted().toList();
            assertThat(String.join(" ", found)).isEqualTo(expected);
            if (!query.startsWith("unknown")) {
                assertThat(answer.header("X-Limit")).isEqualTo("50");
            }
            assertThat(answer.list())
                    .allMatch(one -> one.containsKey("status") == query.contains("status"));
        }
    }

    @Test
    void filtersTasks() {
        String step = step(run(), "a");
        server.posted(step + "/task", "{'user_name':'ann'}");
        server.posted(step + "/task", "{}");
        server.posted(step + "/task", "{'task_id':'t'}");
        for (List<String> row :
                rows(
                        2,
                        """
                    user_name=ann          | 1
                    task_id:lt=2           | 1
                    task_name:sw=T         | t
                    ts_epoch:gt=5          | 1 2 t
                    run_id=nothing         | 1 2 t
                    _tags=nothing          | 1 2 t
                    """)) {
            String query = row.get(0);
            String expected = row.get(1);
            List<String> found =
                    names(server.get(step + "/tasks?" + query), "task_id").stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList();
            assertThat(String.join(" ", found)).isEqualTo(expected);
        }
    }

    @Test
    void refusesFiltersThatAreNone() {
        for (List<String> row :
                rows(
                        2,
                        """
                    user_name:zz=3      | unsupported operator 'zz' for field 'user_name'
                    ts_epoch=abc        | invalid ts_epoch: expected an integer, got 'abc'
                    run_number=1.5      | invalid run_number: expected an integer, got '1.5'
                    status=unknown      | unsupported status filter: unknown
                    _tags:some=a        | unsupported operator 'some' for field '_tags'
                    user_name:is=bob    | invalid user_name: the operator 'is' takes null
                    _limit=abc          | invalid _limit: expected an integer from 1 to 500
                    _limit=-1           | invalid _limit: expected an integer from 1 to 500
                    _cursor=e30%3D      | Invalid cursor
                    """)) {
            String query = row.get(0);
            String message = row.get(1);
            Answer answer = server.get("/flows/F/runs?" + query);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.value()).isEqualTo(message);
        }
    }

    @Test
    void refusesBodiesByTheirField() {
        task(step(run(), "s"));
        for (List<String> row :
                rows(
                        3,
                        """
                    /flows/G                           | {'user_name':3}            | user_name
                    /flows/G                           | {'tags':'x'}               | tags
                    /flows/G                           | {'tags':[1]}               | tags
                    /flows/G                           | [1]                        | body
                    /flows/G                           | {                          | JSON
                    /flows/F/run                       | {'run_number':'12'}        | run_number
                    /flows/F/run                       | {'run_number':12}          | run_number
                    /flows/F/run                       | {'system_tags':{'a':'b'}}  | system_tags
                    /flows/F/runs/1/steps/s/task       | {'task_id':'7'}            | task_id
                    /flows/F/runs/1/steps/s/tasks/1/metadata | {}                   | body
                    /flows/F/runs/1/steps/s/tasks/1/metadata | [3]                  | [0]
                    /flows/F/runs/1/steps/s/tasks/1/metadata | [{'field_name':3}]   | [0].field_name
                    /flows/F/runs/1/steps/s/tasks/1/metadata | [{'field_name':''}]  | [0].field_name
                    /flows/F/runs/1/steps/s/tasks/1/artifact | [{},{'attempt_id':-1}] | [1].attempt_id
                    /flows/F/runs/1/steps/s/tasks/1/artifact | [{'attempt_id':'x'}] | [0].attempt_id
                    /flows/F/runs/1/steps/s/tasks/1/artifact | [{'sha':1}]          | [0].sha
                    """)) {
            String path = row.get(0);
            String body = row.get(1);
            String field = row.get(2);
            int entries = server.log().size();
            Answer answer = server.post(path, body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.object()).containsOnlyKeys("message");
            assertThat(answer.object().get("message")).asString().contains(field);
            assertThat(server.log()).hasSize(entries);
        }
    }

    @Test
    void takesIdsOfAnySize() {
        assertThat(server.get("/flows/F/runs/99999999999999999999999999").status()).isEqualTo(404);
        assertThat(server.get("/flows/F/runs/1800000000000000").status()).isEqualTo(404);
        String id = "x".repeat(1000);
        assertThat(server.posted("/flows/F/run", "{'run_number':'" + id + "'}").object())
                .containsEntry("run_number", id);
        assertThat(server.post("/flows/F/run", "{'run_number':'" + id + "x'}").status())
                .isEqualTo(400);
        assertThat(server.get("/flows/F/runs/007").status()).isEqualTo(404);
        String odd = "a%2Fb%20%C3%A9";
        server.posted("/flows/" + odd, "{}");
        assertThat(server.get("/flows/" + odd).object()).containsEntry("flow_id", "a/b é");
    }

    @Test
    void saysWhichMethodsAPathHas() {
        Answer answer = server.post("/ping", "{}");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET");
        assertThat(server.get("/nowhere").status()).isEqualTo(404);
    }
}
