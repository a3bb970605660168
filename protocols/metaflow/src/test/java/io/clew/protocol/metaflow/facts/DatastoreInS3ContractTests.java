package io.clew.protocol.metaflow.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.ErrorCode;
import io.clew.protocol.metaflow.Bucket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of flows whose datastore is in S3, on every database. */
abstract class DatastoreInS3ContractTests extends ToldFlows {
    private static final List<String> DECLARED =
            List.of(
                    "task:F/r/start/s informed-by task:F/r/_parameters/p declared _graph_info",
                    "task:F/r/a/a informed-by task:F/r/start/s declared _graph_info");
    private static final List<String> INFERRED =
            DECLARED.stream()
                    .map(edge -> edge.replace("declared _graph_info", "inferred step-order"))
                    .toList();

    private String root = Bucket.ROOT + "/metaflow";
    private byte[] last = {};

    @Override
    String root() {
        return root;
    }

    @Override
    String dsType() {
        return "s3";
    }

    @Override
    void keep(String name, byte[] packed) {
        last = packed;
        server.bucket().put(root + "/" + name, packed);
    }

    /** Runs parameters, start and a, with a graph of a SHA-1. */
    private void tell(String graph) {
        String run = run("F", "r");
        String parameters = run + "/steps/_parameters/tasks/p";
        register(parameters, "_graph_info", graph, "rate", plain("0.5"));
        String start = task(run, "start", "s");
        begin(start);
        say(start, "attempt_ok", "True");
        begin(task(run, "a", "a"));
    }

    @Test
    void followsTheGraphWhereThePlaceIsAdmitted() {
        tell(graph());
        assertThat(edges("informed-by")).containsExactlyInAnyOrderElementsOf(DECLARED);
        assertThat(values("run:F/r", "param.rate")).containsExactly("0.5");
        assertThat(server.log().toString()).doesNotContain("hunter2");
    }

    @Test
    void readsAnAddressThatIsWrittenOut() {
        String sha = graph();
        String run = run("F", "r");
        server.posted(
                run + "/steps/_parameters/tasks/p/artifact",
                "[{'name':'_graph_info','sha':'%s','location':'%s/F/data/%s/%1$s','ds_type':'s3'}]"
                        .formatted(sha, root, sha.substring(0, 2)));
        begin(task(run, "start", "s"));
        assertThat(edges("informed-by")).containsExactly(DECLARED.getFirst());
    }

    @Test
    void infersTheOrderWhereThePlaceIsNotAdmitted() {
        root = "s3://other/metaflow";
        tell(graph());
        assertThat(edges("informed-by")).containsExactlyInAnyOrderElementsOf(INFERRED);
        assertThat(values("run:F/r", "param.rate")).isEmpty();
    }

    @Test
    void infersTheOrderWhereS3GivesNothingOrSomethingElse() {
        tell("ab".repeat(20));
        assertThat(edges("informed-by")).containsExactlyInAnyOrderElementsOf(INFERRED);
    }

    @Test
    void doesNotTakeContentOfAnotherDigest() {
        graph();
        String sha = "cd".repeat(20);
        keep("F/data/cd/" + sha, last);
        tell(sha);
        assertThat(edges("informed-by")).containsExactlyInAnyOrderElementsOf(INFERRED);
    }

    @Test
    void takesTheFlowWhileS3IsDown() {
        String sha = graph();
        server.bucket().fail(ErrorCode.UNAVAILABLE);
        tell(sha);
        assertThat(edges("informed-by")).containsExactlyInAnyOrderElementsOf(INFERRED);
    }
}
