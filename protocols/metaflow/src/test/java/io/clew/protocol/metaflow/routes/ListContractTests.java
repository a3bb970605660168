package io.clew.protocol.metaflow.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.protocol.metaflow.MetaflowServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What lists, their filters and their pages must do on every database. */
abstract class ListContractTests extends CalledService {
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
                    user_name:ne=ann&user_name:ne=bob    |
                    user_name:le=ann                     | 1 3
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
                    run_number:le=1                      | 1
                    run_number:gt=2&status=running       | 3 x
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

    /** A filter holds on every page, though the cursor does not name it. */
    @Test
    void pagesWhatAFilterLeaves() {
        for (int i = 0; i < 6; i++) {
            server.posted("/flows/F/run", "{'tags':['%s']}".formatted(i % 2 == 0 ? "even" : "odd"));
        }
        List<Object> found = new ArrayList<>();
        String cursor = "";
        do {
            Answer page =
                    server.get("/flows/F/runs?_tags=odd&status=running&_limit=1&_cursor=" + cursor);
            found.addAll(names(page, "run_number"));
            cursor = URLEncoder.encode(page.header("X-Next-Cursor"), StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        assertThat(found).containsExactly(6L, 4L, 2L);
    }
}
