package io.clew.protocol.sagemaker.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.sagemaker.SageMakerServer;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTests {
    @TempDir Path folder;
    private SageMakerServer server;

    private void start(String database) {
        server =
                SageMakerServer.start(
                        database.equals("sqlite")
                                ? TestDatabase.sqlite(folder)
                                : TestDatabase.postgresql());
        server.done("CreateExperiment", "{'ExperimentName':'Fraud','Description':'d'}");
        server.done("CreateTrial", "{'TrialName':'t1','ExperimentName':'Fraud'}");
        for (int i = 0; i < 3; i++) {
            server.done(
                    "CreateTrialComponent",
                    "{'TrialComponentName':'c%d','Status':{'PrimaryStatus':'Completed'},'StartTime':1700000000,'EndTime':1700000100.25,'Parameters':{'lr':{'NumberValue':0.%d},'kind':{'StringValue':'k%d'}},'InputArtifacts':{'data':{'MediaType':'text/csv','Value':'s3://bank/raw'}},'OutputArtifacts':{'model':{'Value':'s3://bank/m%d'}}}"
                            .formatted(i, i + 1, i, i));
        }
        server.done("AssociateTrialComponent", "{'TrialName':'t1','TrialComponentName':'c0'}");
        server.done("AssociateTrialComponent", "{'TrialName':'t1','TrialComponentName':'c1'}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void experimentsAreListedAndDeletedFromWithin(String database) {
        start(database);
        assertThat(
                        server.done(
                                        "ListTrials",
                                        "{'ExperimentName':'Fraud','TrialComponentName':'c1'}")
                                .objects("TrialSummaries"))
                .hasSize(1);
        assertThat(names("{'TrialName':'t1','SortBy':'Name','SortOrder':'Ascending'}"))
                .containsExactly("c0", "c1");
        assertThat(names("{'ExperimentName':'Fraud','SortBy':'Name'}")).containsExactly("c1", "c0");
        assertThat(server.refused("DeleteExperiment", "{'ExperimentName':'Fraud'}"))
                .contains("delete them first");
        assertThat(server.refused("DeleteTrial", "{'TrialName':'t1'}"))
                .contains("disassociate them first");
        assertThat(server.refused("DeleteTrialComponent", "{'TrialComponentName':'c0'}"))
                .contains("disassociate it first");
        for (String name : List.of("c0", "c1")) {
            server.done(
                    "DisassociateTrialComponent",
                    "{'TrialName':'t1','TrialComponentName':'" + name + "'}");
        }
        server.done("DeleteTrial", "{'TrialName':'t1'}");
        server.done("DeleteExperiment", "{'ExperimentName':'Fraud'}");
        assertThat(server.refused("CreateTrial", "{'TrialName':'t2','ExperimentName':'Fraud'}"))
                .startsWith("400 ResourceNotFound");
    }

    @Test
    void whatIsThereAlreadyIsSaidInWordsThatClientsLookFor() {
        start("sqlite");
        for (String[] each :
                new String[][] {
                    {"CreateExperiment", "{'ExperimentName':'fraud'}"},
                    {"CreateTrial", "{'TrialName':'t1','ExperimentName':'Fraud'}"},
                    {"CreateTrialComponent", "{'TrialComponentName':'c0'}"}
                }) {
            assertThat(server.refused(each[0], each[1]))
                    .startsWith("400 ValidationException: ")
                    .contains("already exists");
        }
    }

    @Test
    void twoOfExperimentsAreNotAssociatedAndOneWithAnArtifactIs() {
        start("sqlite");
        String base = "arn:aws:sagemaker:eu-west-1:123456789012:experiment";
        assertThat(
                        server.refused(
                                "AddAssociation",
                                "{'SourceArn':'%s/fraud','DestinationArn':'%1$s-trial-component/c0'}"
                                        .formatted(base)))
                .startsWith("400 ValidationException: ")
                .contains("two experiment entities");
        String artifact = server.artifact("s3://bank/x", "DataSet");
        server.associate(artifact, base + "-trial-component/c0", "ContributedTo");
        server.associate(artifact, base + "/fraud", "AssociatedWith");
        assertThat(
                        server
                                .done("ListAssociations", "{'SourceArn':'" + artifact + "'}")
                                .objects("AssociationSummaries")
                                .stream()
                                .map(row -> row.text("DestinationType"))
                                .toList())
                .containsExactlyInAnyOrder("TrialComponent", "Experiment");
    }

    @Test
    void anUpdateCannotGoBeyondWhatACreationMayHave() {
        start("sqlite");
        server.done("CreateTrialComponent", "{'TrialComponentName':'full'}");
        update(299, "'p%d':{'NumberValue':1}", "Parameters");
        update(59, "'a%d':{'Value':'s3://b/%1$d'}", "InputArtifacts");
        for (String[] one :
                new String[][] {
                    {"Parameters", "'%s':{'StringValue':'x'}", "at most 300"},
                    {"InputArtifacts", "'%s':{'Value':'x'}", "at most 60"}
                }) {
            String call = "{'TrialComponentName':'full','" + one[0] + "':{" + one[1] + "}}";
            server.done("UpdateTrialComponent", call.formatted("last"));
            assertThat(server.refused("UpdateTrialComponent", call.formatted("more")))
                    .startsWith("400 ValidationException")
                    .contains(one[2]);
        }
        JsonObject told =
                server.done(
                        "DescribeTrialComponent",
                        "{'TrialComponentName':'arn:aws:sagemaker:eu-west-1:123456789012:experiment-trial-component/full'}");
        assertThat(told.object("Parameters").names()).hasSize(300);
        assertThat(told.object("InputArtifacts").names()).hasSize(60);
    }

    private void update(int count, String entry, String field) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(entry.formatted(i));
        }
        server.done(
                "UpdateTrialComponent",
                "{'TrialComponentName':'full','%s':{%s}}".formatted(field, String.join(",", all)));
    }

    private List<String> names(String question) {
        return server
                .done("ListTrialComponents", question)
                .objects("TrialComponentSummaries")
                .stream()
                .map(one -> one.text("TrialComponentName"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void componentsAreSearchedByWhatTheyAre(String database) {
        start(database);
        for (int step = 0; step < 4; step++) {
            metric("c0", "loss", 1.0 / (step + 1), step);
        }
        metric("c1", "loss", 0.9, 0);
        assertThat(found("{'Name':'Parents.TrialName','Operator':'Equals','Value':'t1'}"))
                .containsExactly("c1", "c0");
        assertThat(found("{'Name':'Parameters.lr','Operator':'GreaterThan','Value':'0.15'}"))
                .containsExactly("c2", "c1");
        assertThat(found("{'Name':'Metrics.loss.Min','Operator':'LessThan','Value':'0.5'}"))
                .containsExactly("c0");
        assertThat(found("{'Name':'TrialComponentName','Operator':'Equals','Value':'c2'}"))
                .containsExactly("c2");
        assertThat(found("{'Name':'Parents.TrialName','Operator':'NotExists'}"))
                .containsExactly("c2");
        JsonObject sorted =
                server.done(
                        "Search",
                        "{'Resource':'ExperimentTrialComponent','SortBy':'Parameters.lr','SortOrder':'Ascending','MaxResults':2}");
        assertThat(sorted.objects("Results")).hasSize(2);
        JsonObject rest =
                server.done(
                        "Search",
                        "{'Resource':'ExperimentTrialComponent','SortBy':'Parameters.lr','SortOrder':'Ascending','MaxResults':2,'NextToken':'%s'}"
                                .formatted(sorted.text("NextToken")));
        assertThat(
                        rest.objects("Results")
                                .getFirst()
                                .object("TrialComponent")
                                .text("TrialComponentName"))
                .isEqualTo("c2");
        assertThat(rest.has("NextToken")).isFalse();
        assertThat(
                        server.refused(
                                "Search",
                                "{'Resource':'Experiment','SearchExpression':{'Filters':[{'Name':'x','Operator':'Exists','Value':'y'}]}}"))
                .contains("must not have a value");
    }

    private List<String> found(String filter) {
        return server
                .done(
                        "Search",
                        "{'Resource':'ExperimentTrialComponent','SearchExpression':{'Filters':["
                                + filter
                                + "]}}")
                .objects("Results")
                .stream()
                .map(one -> one.object("TrialComponent").text("TrialComponentName"))
                .toList();
    }

    private SageMakerServer.Answer metric(String component, String name, double value, int step) {
        return server.send(
                "PUT",
                "/BatchPutMetrics",
                "{\"TrialComponentName\":\"%s\",\"MetricData\":[{\"MetricName\":\"%s\",\"Timestamp\":1700000000,\"Step\":%d,\"Value\":%s}]}"
                        .formatted(component, name, step, value),
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=A/20261130/eu-west-1/sagemaker/aws4_request, x");
    }

    @Test
    void metricsGoInOneByOneAndComeOutAsStatistics() {
        start("sqlite");
        assertThat(metric("c0", "loss", 0.5, 0).response().body()).isEqualTo("{}");
        assertThat(metric("c0", "x".repeat(256), 0.5, 0).response().body())
                .isEqualTo("{\"Errors\":[{\"Code\":\"VALIDATION_ERROR\",\"MetricIndex\":0}]}");
        assertThat(metric("none", "loss", 1, 0).refusal()).startsWith("400 ResourceNotFound");
        assertThat(metric("C0", "loss", 1, 0).refusal()).startsWith("400 ValidationException");
        metric("c0", "loss", 1.5, 1);
        JsonObject told =
                server.done("DescribeTrialComponent", "{'TrialComponentName':'c0'}")
                        .objects("Metrics")
                        .getFirst();
        assertThat(told.number("Avg")).isEqualTo(1.0);
        assertThat(told.number("StdDev")).isEqualTo(0.5);
        assertThat(told.integer("Count")).isEqualTo(2);
        JsonObject answer =
                SageMakerServer.succeeded(
                        "BatchGetMetrics",
                        server.send(
                                "POST",
                                "/aws/BatchGetMetrics",
                                "{\"MetricQueries\":[{\"MetricName\":\"loss\",\"ResourceArn\":\"arn:aws:sagemaker:eu-west-1:123456789012:experiment-trial-component/c0\",\"MetricStat\":\"Max\",\"Period\":\"OneMinute\",\"XAxisType\":\"Timestamp\"}]}"));
        JsonObject result = answer.objects("MetricQueryResults").getFirst();
        assertThat(result.text("Status")).isEqualTo("Complete");
        assertThat(result.value("XAxisValues").toString()).isEqualTo("[1699999980]");
        assertThat(result.value("MetricValues").toString()).isEqualTo("[1.5]");
    }

    @Test
    void aRunUsesItsInputsAndMakesVersionsOfItsOutputs() {
        start("sqlite");
        assertThat(server.said(0))
                .contains(
                        "run:sagemaker/c0 used dataset:s3%3A%2F%2Fbank/raw",
                        "dataset-version:s3%3A%2F%2Fbank/m0/run-c0 generated-by run:sagemaker/c0",
                        "dataset-version:s3%3A%2F%2Fbank/m0/run-c0 version-of dataset:s3%3A%2F%2Fbank/m0",
                        "run:sagemaker/c0 status=complete",
                        "run:sagemaker/c0 started=2023-11-14T22:13:20.000Z",
                        "run:sagemaker/c0 ended=2023-11-14T22:15:00.250Z",
                        "run:sagemaker/c0 param.lr=0.1",
                        "run:sagemaker/c0 part-of job:sagemaker%2Ftrial/t1",
                        "job:sagemaker%2Ftrial/t1 part-of job:sagemaker/fraud");
        int before = server.said(0).size();
        server.done(
                "UpdateTrialComponent",
                "{'TrialComponentName':'c0','Parameters':{'lr':{'NumberValue':0.7}},'ParametersToRemove':['kind'],'InputArtifactsToRemove':['data']}");
        assertThat(server.said(0).subList(before, server.said(0).size()))
                .contains(
                        "run:sagemaker/c0 param.lr=0.7",
                        "run:sagemaker/c0 param.kind=null",
                        "not run:sagemaker/c0 used dataset:s3%3A%2F%2Fbank/raw");
        assertThat(
                        server.refused(
                                "CreateTrialComponent",
                                "{'TrialComponentName':'n','Parameters':{'a':{'NumberValue':NaN}}}"))
                .contains("finite");
    }
}
