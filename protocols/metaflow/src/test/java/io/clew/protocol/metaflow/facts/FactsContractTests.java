package io.clew.protocol.metaflow.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.clew.protocol.metaflow.MetaflowServer;
import io.clew.protocol.metaflow.MetaflowWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the service's rows mean in the graph, on every database. */
abstract class FactsContractTests extends ToldFlows {
    @Test
    void followsTheDeclaredGraphAndKeepsNothingElseOfIt() {
        String run = run("F", "r");
        register(
                run + "/steps/_parameters/tasks/p",
                "_graph_info",
                graph(),
                "rate",
                plain("0.5"),
                "db_password",
                plain("hunter2"));
        begin(task(run, "start", "s"));
        String first = task(run, "a", "a1");
        say(first, "attempt", "0", "foreach-execution-path", "start:0");
        String second = task(run, "a", "a2");
        say(second, "attempt", "0", "foreach-execution-path", "start:1");
        begin(task(run, "end", "e"));
        assertThat(edges("informed-by"))
                .containsExactlyInAnyOrder(
                        "task:F/r/start/s informed-by task:F/r/_parameters/p declared _graph_info",
                        "task:F/r/a/a1 informed-by task:F/r/start/s declared _graph_info",
                        "task:F/r/a/a2 informed-by task:F/r/start/s declared _graph_info",
                        "task:F/r/end/e informed-by task:F/r/a/a1 declared _graph_info",
                        "task:F/r/end/e informed-by task:F/r/a/a2 declared _graph_info");
        assertThat(values("run:F/r", "param.rate")).containsExactly("0.5");
        assertThat(values("run:F/r", "param.db_password")).containsExactly("[masked]");
        List<String> graphs =
                server.store()
                        .read(
                                db ->
                                        db.sql("SELECT graph FROM metaflow_run")
                                                .list(row -> row.text("graph")));
        assertThat(graphs).singleElement().asString().contains("start").doesNotContain("hunter2");
        assertThat(server.log().toString()).doesNotContain("hunter2");
    }

    @Test
    void infersTheOrderOfStepsWhereTheGraphCannotBeRead() {
        String run = run("F", "r");
        String start = task(run, "start", "s");
        begin(start);
        say(start, "attempt_ok", "True");
        server.pass(Duration.ofSeconds(1));
        for (String id : List.of("1", "10")) {
            String each = task(run, "a", "a" + id);
            say(each, "attempt", "0", "foreach-execution-path", "start:" + id);
            say(each, "attempt_ok", "True");
        }
        String nested = task(run, "b", "b");
        say(nested, "attempt", "0", "foreach-execution-path", "start:1");
        assertThat(edges("informed-by"))
                .containsExactlyInAnyOrder(
                        "task:F/r/start/s informed-by task:F/r/_parameters/p inferred step-order",
                        "task:F/r/a/a1 informed-by task:F/r/start/s inferred step-order",
                        "task:F/r/a/a10 informed-by task:F/r/start/s inferred step-order",
                        "task:F/r/b/b informed-by task:F/r/a/a1 inferred step-order");
    }

    @Test
    void givesAnArtifactThatIsPassedOnToItsFirstProducer() {
        String run = run("F", "r");
        String start = task(run, "start", "s");
        begin(start);
        register(start, "x", "aa", "y", "bb", "_task_ok", "cc", "name", "dd");
        say(start, "attempt_ok", "True");
        server.pass(Duration.ofSeconds(1));
        String end = task(run, "end", "e");
        begin(end);
        register(end, "x", "aa", "y", "changed", "_task_ok", "cc");
        assertThat(edges("used", "generated-by"))
                .containsExactlyInAnyOrder(
                        "artifact:F/r/start/s/x generated-by task:F/r/start/s declared ",
                        "artifact:F/r/start/s/y generated-by task:F/r/start/s declared ",
                        "task:F/r/end/e used artifact:F/r/start/s/x observed registered-again",
                        "artifact:F/r/end/e/y generated-by task:F/r/end/e declared ");
        assertThat(values("artifact:F/r/start/s/x", "digest")).containsExactly("sha1:aa");
    }

    @Test
    void doesNotTakeTheSameValueOfSiblingsForOneArtifact() {
        String run = run("F", "r");
        String start = task(run, "start", "s");
        begin(start);
        say(start, "attempt_ok", "True");
        for (String id : List.of("1", "2")) {
            String each = task(run, "a", "a" + id);
            say(each, "attempt", "0", "foreach-execution-path", "start:" + id);
            register(each, "x", "aa");
            say(each, "attempt_ok", "True");
        }
        assertThat(edges("used")).isEmpty();
        assertThat(edges("generated-by")).hasSize(2);
    }

    @Test
    void joinsWhatIsResumedWithItsOrigin() {
        String origin = run("F", "r");
        String made = task(origin, "start", "s");
        begin(made, "foreach-execution-path", "x:1");
        register(made, "x", "aa");
        String resumed = run("F", "again");
        String clone = task(resumed, "start", "c");
        say(
                clone,
                "origin-task-id",
                "s",
                "origin-run-id",
                "r",
                "attempt",
                "0",
                "attempt_ok",
                "True");
        register(clone, "x", "aa");
        assertThat(edges("informed-by"))
                .contains(
                        "run:F/again informed-by run:F/r declared origin-run-id",
                        "task:F/again/start/c informed-by task:F/r/start/s declared origin-task-id");
        assertThat(edges("used"))
                .containsExactly(
                        "task:F/again/start/c used artifact:F/r/start/s/x observed registered-again");
        assertThat(values("task:F/again/start/c", "status")).endsWith("complete");
    }

    @Test
    void joinsRunsThatSetOffOthers() {
        String run = run("F", "r");
        server.posted(
                task(run, "start", "s") + "/metadata",
                "[{'field_name':'execution-triggers','type':'execution-triggers','value':'"
                        + "[{'type':'run','id':'Other/7/end/9'},{'type':'event','name':'new-data'},3]"
                                .replace("'", "\\\"")
                        + "'}]");
        assertThat(edges("informed-by"))
                .containsExactly("run:F/r informed-by run:Other/7 declared execution-triggers");
        assertThat(values("run:F/r", "trigger.new-data")).containsExactly("true");
    }

    @Test
    void saysWhatIsNotKnownOfTheCode() {
        String run = run("F", "r");
        String git =
                "{'repo_url':'git@github.com:bank/Fraud.git','commit_sha':'9f3e000','branch_name':'main'}";
        String dirty = git.replace("}", ",'has_uncommitted_changes':true}");
        for (String one : List.of(git, dirty)) {
            server.posted(
                    task(run, "start", one == dirty ? "d" : "c") + "/metadata",
                    "[{'field_name':'git-info','type':'git-info','value':'"
                            + one.replace("'", "\\\"")
                            + "'},{'field_name':'script-name','type':'x','value':'flow.py'}]");
        }
        say(
                task(run, "start", "n"),
                "script-name",
                "flow.py",
                "python_version",
                "3.12.1",
                "metaflow_version",
                "2.19.38");
        assertThat(edges("executed"))
                .contains(
                        "task:F/r/start/c executed code:github.com/bank/fraud/9f3e000 declared ",
                        "task:F/r/start/d executed code:github.com/bank/fraud/9f3e000-dirty-run-F/r declared ",
                        "task:F/r/start/n executed code:flow.py declared ");
        assertThat(values("task:F/r/start/c", "code-state")).containsExactly("unknown");
        assertThat(values("task:F/r/start/d", "code-state")).containsExactly("dirty");
        assertThat(edges("ran-in")).hasSize(2);
    }

    @Test
    void saysWhichCodePackageATaskRan() {
        String run = run("F", "r");
        server.posted(
                task(run, "start", "s") + "/metadata",
                "[{'field_name':'code-package','type':'code-package','value':'%s'}]"
                        .formatted(
                                "{'ds_type':'s3','sha':'ab12','location':'s3://bank/c'}"
                                        .replace("'", "\\\"")));
        assertThat(values("task:F/r/start/s", "code-package")).containsExactly("sha1:ab12");
    }

    @Test
    void makesAnArtifactOfACard() {
        String run = run("F", "r");
        server.posted(
                task(run, "start", "s") + "/metadata",
                "[{'field_name':'u-1','type':'card-info','value':'{\\\"type\\\":\\\"default\\\"}'}]");
        assertThat(edges("generated-by"))
                .containsExactly(
                        "artifact:F/r/start/s/card-u-1 generated-by task:F/r/start/s declared ");
        assertThat(values("artifact:F/r/start/s/card-u-1", "name")).containsExactly("card default");
    }

    @Test
    void joinsLargeContentThatAnotherFlowHad() {
        server.posted("/flows/G", "{}");
        byte[] large = new byte[4000];
        new java.util.Random(20261130).nextBytes(large);
        String sha = store(large);
        String small = plain("x");
        register(task(run("F", "r"), "start", "s"), "model", sha, "tiny", small);
        String other = task(run("G", "r"), "start", "s");
        Path theirs = folder.resolve("G/data").resolve(sha.substring(0, 2)).resolve(sha);
        try {
            Files.createDirectories(theirs.getParent());
            Files.copy(folder.resolve("F/data").resolve(sha.substring(0, 2)).resolve(sha), theirs);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        register(other, "copy", sha, "tiny", small);
        assertThat(edges("same-as"))
                .containsExactly(
                        "artifact:G/r/start/s/copy same-as artifact:F/r/start/s/model inferred ");
        register(other, "copy", sha);
        assertThat(edges("same-as")).hasSize(1);
    }

    @Test
    void concludesHowARunStands() {
        String run = run("F", "r");
        String start = task(run, "start", "s");
        begin(start);
        say(start, "attempt_ok", "False");
        assertThat(values("run:F/r", "status")).containsExactly("running", "failed");
        say(start, "attempt", "1");
        say(start, "attempt_ok", "True");
        assertThat(values("run:F/r", "status")).containsExactly("running", "failed", "running");
        assertThat(server.get("/flows/F/runs?status=running").list()).hasSize(1);
        say(run + "/steps/_parameters/tasks/p", "start_step", "start", "end_step", "finish");
        String end = task(run, "end", "e");
        begin(end);
        say(end, "attempt_ok", "True");
        assertThat(values("run:F/r", "status")).endsWith("running");
        String finish = task(run, "finish", "f");
        begin(finish);
        say(finish, "attempt_ok", "True");
        assertThat(values("run:F/r", "status")).endsWith("complete");
        assertThat(values("task:F/r/start/s", "attempt")).containsExactly("1", "2");
        assertThat(server.get("/flows/F/runs?status=completed").list()).hasSize(1);
        assertThat(server.get("/flows/F/runs?status=completed").list().getFirst())
                .containsEntry("status", "completed");
    }

    @Test
    void takesSilenceForFailureUntilSomethingIsHeard() {
        String run = run("F", "r");
        String start = task(run, "start", "s");
        begin(start);
        try (MetaflowWatch watch =
                new MetaflowWatch(
                        server.store(),
                        server.committer(),
                        server.clock(),
                        MetaflowServer.SILENCE)) {
            server.pass(Duration.ofMinutes(4));
            watch.look();
            assertThat(values("run:F/r", "status")).containsExactly("running");
            server.pass(Duration.ofMinutes(2));
            assertThat(server.get("/flows/F/runs?status=failed").list()).hasSize(1);
            watch.look();
            watch.look();
            assertThat(values("task:F/r/start/s", "status")).containsExactly("running", "failed");
            assertThat(values("run:F/r", "status")).containsExactly("running", "failed");
            assertThat(values("run:F/r", "ended")).containsExactly("2026-03-01T10:00:00.000Z");
            server.posted(start + "/heartbeat", "{}");
            assertThat(values("run:F/r", "status")).containsExactly("running", "failed", "running");
            watch.look();
            assertThat(values("run:F/r", "status")).hasSize(3);
        }
    }

    @Test
    void keepsTheTagsOfUsersWithTheRun() {
        String run = run("F", "r");
        server.patch(run + "/tag/mutate", "{'tags_to_add':['blue']}");
        server.patch(run + "/tag/mutate", "{'tags_to_remove':['blue']}");
        assertThat(values("run:F/r", "tag.blue")).containsExactly("true", "null");
    }

    @Test
    void keepsNoSecretOfWhatATaskSaysOfItself() {
        String run = run("F", "r");
        String task = task(run, "start", "s");
        String git =
                "{'repo_url':'https://ann:hunter2@github.com/bank/Fraud.git', 'commit_sha':'9f3e000'}";
        server.posted(
                task + "/metadata",
                "[{'field_name':'git-info','type':'git-info','value':'%s'},"
                                .formatted(git.replace("'", "\\\""))
                        + "{'field_name':'db_password','type':'x','value':'hunter2'},"
                        + "{'field_name':'store','type':'x','value':{'url':'postgresql://ann:hunter2@bank/db'}},"
                        + "{'field_name':'list','type':'x','value':[{'api_key':'hunter2'},3]},"
                        + "{'field_name':'foreach-execution-path','type':'x','value':'secret:0,token:1'},"
                        + "{'field_name':'plain','type':'x','value':'[ 1,2 ]'}]");
        String shown = server.get(task + "/metadata").text();
        assertThat(shown)
                .contains("github.com/bank/Fraud.git", "secret:0,token:1", "[ 1,2 ]")
                .doesNotContain("hunter2");
        assertThat(edges("executed"))
                .contains("task:F/r/start/s executed code:github.com/bank/fraud/9f3e000 declared ");
        List<String> bodies =
                server.store()
                        .read(
                                db ->
                                        db.sql("SELECT payload FROM entry_body")
                                                .list(
                                                        row ->
                                                                new String(
                                                                        row.bytes("payload"),
                                                                        UTF_8)));
        assertThat(bodies).hasSizeGreaterThan(3).noneMatch(body -> body.contains("hunter2"));
        assertThat(server.log().toString()).doesNotContain("hunter2");
    }
}
