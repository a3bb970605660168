package io.clew.protocol.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.sagemaker.wire.Shapes;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form of calls, answers and refusals, whatever the operation. */
class WireTests {
    private static final String JSON_1_1 = "application/x-amz-json-1.1";

    @TempDir Path folder;
    private SageMakerServer server;

    @BeforeEach
    void start() {
        server = SageMakerServer.start(TestDatabase.sqlite(folder));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAndRefusalsHaveTheTypeAndTheIdOfARequest() {
        for (String path : List.of("/", "/aws", "/aws/", "/aws/workspaces/default")) {
            SageMakerServer.Answer answer = server.call(path, "eu-west-1", "ListActions", "{}");
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).isEqualTo(JSON_1_1);
            assertThat(header(answer, "x-amzn-RequestId")).hasSize(36);
        }
        SageMakerServer.Answer refused = server.call("CreateAction", "{}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(header(refused, "Content-Type")).isEqualTo(JSON_1_1);
        assertThat(header(refused, "x-amzn-ErrorType")).isEqualTo("ValidationException");
        assertThat(refused.json().names()).containsExactly("__type", "message");
        JsonObject absent = server.call("DescribeAction", "{'ActionName':'none'}").json();
        assertThat(absent.names()).containsExactly("__type", "Message");
        assertThat(absent.text("__type")).isEqualTo("ResourceNotFound");
    }

    private static String header(SageMakerServer.Answer answer, String name) {
        return answer.response().headers().firstValue(name).orElse("");
    }

    @Test
    void everyOperationOfLineageAndExperimentsIsServedHere() {
        List<String> operations =
                Stream.concat(
                                Stream.of(
                                                "Artifact",
                                                "Action",
                                                "Context",
                                                "Experiment",
                                                "Trial",
                                                "TrialComponent")
                                        .flatMap(
                                                what ->
                                                        Stream.of(
                                                                "Create" + what,
                                                                "Describe" + what,
                                                                "Update" + what,
                                                                "Delete" + what,
                                                                "List" + what + "s")),
                                Stream.of(
                                        "AddAssociation",
                                        "DeleteAssociation",
                                        "ListAssociations",
                                        "QueryLineage",
                                        "DescribeLineageGroup",
                                        "ListLineageGroups",
                                        "GetLineageGroupPolicy",
                                        "AssociateTrialComponent",
                                        "DisassociateTrialComponent",
                                        "AddTags",
                                        "ListTags",
                                        "DeleteTags",
                                        "Search"))
                        .toList();
        for (String operation : operations) {
            SageMakerServer.Answer answer = server.call(operation, "{}");
            assertThat(answer.status() == 200 ? "" : answer.json().text("__type"))
                    .as(operation)
                    .isIn("", "ValidationException");
            assertThat(Shapes.OPERATIONS.has(operation)).as(operation).isTrue();
        }
    }

    @Test
    void whatIsNoRequestOfSageMakerIsRefusedInItsForm() {
        assertThat(server.send("GET", "/aws", "").refusal())
                .startsWith("405 SerializationException");
        assertThat(server.send("GET", "/aws/none", "").refusal())
                .startsWith("404 ResourceNotFound");
        for (String target :
                List.of("SageMaker.", "SageMakerX.ListActions", "SageMaker.List Actions", "x")) {
            assertThat(server.send("POST", "/", "{}", "X-Amz-Target", target).refusal())
                    .as(target)
                    .startsWith("400 UnknownOperationException");
        }
        String large = "{\"ActionName\":\"" + "a".repeat(33 << 20) + "\"}";
        assertThat(
                        server.send("POST", "/", large, "X-Amz-Target", "SageMaker.CreateAction")
                                .refusal())
                .startsWith("413 RequestEntityTooLargeException");
        assertThat(server.entries()).isZero();
    }

    @Test
    void aCallWithoutASignatureIsInTheUsualRegion() {
        assertThat(
                        SageMakerServer.succeeded(
                                        "CreateExperiment",
                                        server.send(
                                                "POST",
                                                "/",
                                                "{\"ExperimentName\":\"e\"}",
                                                "X-Amz-Target",
                                                "SageMaker.CreateExperiment"))
                                .text("ExperimentArn"))
                .isEqualTo("arn:aws:sagemaker:us-east-1:123456789012:experiment/e");
    }

    @Test
    void whatIsTiedToAPathIsInItsWorkspaceAlone() {
        server.makeWorkspace("team-a");
        String team = "/aws/workspaces/team-a";
        done(team, "CreateTrialComponent", "{'TrialComponentName':'c'}");
        done(team, "CreateExperiment", "{'ExperimentName':'e'}");
        String put =
                "{\"TrialComponentName\":\"c\",\"MetricData\":[{\"MetricName\":\"m\",\"Timestamp\":1,\"Value\":1}]}";
        String eu = "AWS4-HMAC-SHA256 Credential=A/20261130/eu-west-1/sagemaker/aws4_request, x";
        assertThat(
                        server.send("PUT", team + "/BatchPutMetrics", put, "Authorization", eu)
                                .response()
                                .body())
                .isEqualTo("{}");
        assertThat(server.send("PUT", "/BatchPutMetrics", put, "Authorization", eu).refusal())
                .startsWith("400 ResourceNotFound");
        assertThat(
                        done(team, "DescribeTrialComponent", "{'TrialComponentName':'c'}")
                                .objects("Metrics"))
                .hasSize(1);
        assertThat(server.refused("DescribeTrialComponent", "{'TrialComponentName':'c'}"))
                .startsWith("400 ResourceNotFound");
        assertThat(server.done("ListExperiments", "{}").objects("ExperimentSummaries")).isEmpty();
        assertThat(done(team + "/", "ListExperiments", "{}").objects("ExperimentSummaries"))
                .hasSize(1);
        for (String operation : List.of("ListExperiments", "CreateExperiment")) {
            assertThat(
                            server.call(
                                            "/aws/workspaces/none",
                                            "eu-west-1",
                                            operation,
                                            "{'ExperimentName':'x'}")
                                    .refusal())
                    .startsWith("400 ResourceNotFound")
                    .contains("no workspace named none");
        }
        assertThat(
                        server.call("/aws/workspaces/NO", "eu-west-1", "ListExperiments", "{}")
                                .refusal())
                .startsWith("400 ValidationException")
                .contains("lower-case letters");
    }

    private JsonObject done(String path, String operation, String fields) {
        return SageMakerServer.succeeded(
                operation, server.call(path, "eu-west-1", operation, fields));
    }
}
