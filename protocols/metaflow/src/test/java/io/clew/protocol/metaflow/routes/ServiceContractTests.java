package io.clew.protocol.metaflow.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.protocol.metaflow.MetaflowServer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the metadata service must do on every database. */
abstract class ServiceContractTests extends CalledService {
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

    @Test
    void saysWhatIsNotThere() {
        String run = run();
        String step = step(run, "start");
        for (String path :
                List.of(
                        "/flows/None",
                        "/flows/F/runs/99",
                        "/flows/F/runs/none",
                        run + "/steps/none",
                        step + "/tasks/99",
                        step + "/tasks/none",
                        task(step) + "/artifacts/none")) {
            Answer answer = server.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.object()).as(path).containsKey("message");
        }
    }

    /** Of two changes at a time one is refused, and none is lost: clients then try again. */
    @Test
    void losesNoTagOfChangesAtATime() throws Exception {
        String run = run();
        Set<Object> taken = ConcurrentHashMap.newKeySet();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String tag = "t" + i;
                answers.add(
                        clients.submit(
                                () -> {
                                    String body = "{'tags_to_add':['" + tag + "']}";
                                    int status = server.patch(run + "/tag/mutate", body).status();
                                    if (status == 200) {
                                        taken.add(tag);
                                    }
                                    return status;
                                }));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 409);
            }
        }
        taken.add("blue");
        assertThat(server.get(run).object().get("tags"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSameElementsAs(taken)
                .hasSizeGreaterThan(1);
    }

    @Test
    void givesTasksTheTagsOfTheirRun() {
        String run = run();
        String task = task(step(run, "start"));
        server.patch(run + "/tag/mutate", "{'tags_to_add':['red'],'tags_to_remove':['blue']}");
        assertThat(server.get(task).object()).containsEntry("tags", List.of("red"));
        assertThat(names(server.get(run + "/steps/start/tasks"), "tags"))
                .containsExactly(List.of("red"));
    }
}
