package io.clew.protocol.sagemaker.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.sagemaker.Database;
import io.clew.protocol.sagemaker.SageMakerServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class EntityTests {
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:123456789012:";

    @Parameter Database database;
    @TempDir Path folder;
    private SageMakerServer server;

    @BeforeEach
    void start() {
        server = SageMakerServer.start(database.empty(folder));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anActionComesChangesAndGoes() {
        JsonObject made =
                server.done(
                        "CreateAction",
                        "{'ActionName':'Deploy-1','Source':{'SourceUri':'s3://b/x','SourceType':'t','SourceId':'i'},'ActionType':'ModelDeployment','Description':'d','Status':'InProgress','Properties':{'a':'1','b':'2'},'MetadataProperties':{'CommitId':'c'},'Tags':[{'Key':'k','Value':'v'}]}");
        assertThat(made.text("ActionArn")).isEqualTo(ARN + "action/deploy-1");
        server.done(
                "UpdateAction",
                "{'ActionName':'Deploy-1','Status':'Completed','Properties':{'b':'3','c':'4'},'PropertiesToRemove':['a','z']}");
        JsonObject told = server.done("DescribeAction", "{'ActionName':'Deploy-1'}");
        assertThat(told.text("ActionName")).isEqualTo("Deploy-1");
        assertThat(told.text("Status")).isEqualTo("Completed");
        assertThat(told.text("Description")).isEqualTo("d");
        assertThat(told.object("Properties").asMap().toString()).isEqualTo("{b=3, c=4}");
        assertThat(told.object("Source").asMap().toString())
                .isEqualTo("{SourceUri=s3://b/x, SourceType=t, SourceId=i}");
        assertThat(told.object("MetadataProperties").text("CommitId")).isEqualTo("c");
        assertThat(told.number("LastModifiedTime"))
                .isGreaterThanOrEqualTo(told.number("CreationTime"));
        assertThat(told.text("LineageGroupArn"))
                .isEqualTo(ARN + "lineage-group/sagemaker-default-lineage-group");
        assertThat(
                        server.done("DescribeAction", "{'ActionName':'" + ARN + "action/deploy-1'}")
                                .text("ActionName"))
                .isEqualTo("Deploy-1");
        for (String operation : List.of("UpdateAction", "DeleteAction")) {
            assertThat(server.refused(operation, "{'ActionName':'" + ARN + "action/deploy-1'}"))
                    .as("only a description takes an ARN")
                    .startsWith("400 ValidationException");
        }
        assertThat(server.done("DeleteAction", "{'ActionName':'Deploy-1'}").text("ActionArn"))
                .isEqualTo(ARN + "action/deploy-1");
        assertThat(server.refused("DescribeAction", "{'ActionName':'Deploy-1'}"))
                .isEqualTo("400 ResourceNotFound: Action 'Deploy-1' does not exist.");
        server.action("Deploy-1");
    }

    @Test
    void aNameIsOneInEachRegion() {
        server.action("a");
        assertThat(server.refused("CreateAction", action("A")))
                .startsWith("400 ValidationException: ")
                .contains("already exists");
        assertThat(
                        SageMakerServer.succeeded(
                                        "elsewhere",
                                        server.call(
                                                "/aws", "us-east-2", "CreateAction", action("a")))
                                .text("ActionArn"))
                .isEqualTo("arn:aws:sagemaker:us-east-2:123456789012:action/a");
        assertThat(server.done("ListActions", "{}").objects("ActionSummaries")).hasSize(1);
    }

    private static String action(String name) {
        return "{'ActionName':'%s','Source':{'SourceUri':'s3://b/x'},'ActionType':'T'}"
                .formatted(name);
    }

    @Test
    void anArtifactIsItsSourceWhateverItsName() {
        String arn = server.artifact("s3://b/x", "DataSet");
        assertThat(arn).matches(ARN + "artifact/[0-9a-f]{32}");
        assertThat(
                        server.refused(
                                "CreateArtifact",
                                "{'ArtifactName':'other','Source':{'SourceUri':'s3://b/x'},'ArtifactType':'Model'}"))
                .contains("ValidationException", "already exists");
        String withIds =
                "{'Source':{'SourceUri':'s3://b/x','SourceTypes':[{'SourceIdType':'S3ETag','Value':'e'},{'SourceIdType':'Custom','Value':'c'}]},'ArtifactType':'DataSet'}";
        String other = server.done("CreateArtifact", withIds).text("ArtifactArn");
        assertThat(other).isNotEqualTo(arn);
        assertThat(
                        server.refused(
                                "CreateArtifact",
                                "{'Source':{'SourceUri':'s3://b/x','SourceTypes':[{'SourceIdType':'Custom','Value':'c'},{'SourceIdType':'S3ETag','Value':'e'}]},'ArtifactType':'DataSet'}"))
                .contains("already exists");
        server.done("UpdateArtifact", "{'ArtifactArn':'" + arn + "','ArtifactName':'n'}");
        assertThat(
                        server.done("DescribeArtifact", "{'ArtifactArn':'" + arn + "'}")
                                .text("ArtifactName"))
                .isEqualTo("n");
        assertThat(
                        server.done("ListArtifacts", "{'SourceUri':'s3://b/x'}")
                                .objects("ArtifactSummaries"))
                .hasSize(2);
        assertThat(server.refused("DeleteArtifact", "{}")).contains("Exactly one");
        assertThat(
                        server.done("DeleteArtifact", "{'Source':{'SourceUri':'s3://b/x'}}")
                                .text("ArtifactArn"))
                .isEqualTo(arn);
        assertThat(server.refused("DeleteArtifact", "{'ArtifactArn':'" + arn + "'}"))
                .startsWith("400 ResourceNotFound");
    }

    @Test
    void aContextTakesUnderscores() {
        assertThat(
                        server.done(
                                        "CreateContext",
                                        "{'ContextName':'my_endpoint','Source':{'SourceUri':'"
                                                + ARN
                                                + "endpoint/my-endpoint'},'ContextType':'Endpoint'}")
                                .text("ContextArn"))
                .isEqualTo(ARN + "context/my_endpoint");
        assertThat(server.refused("CreateAction", action("my_action")))
                .isEqualTo(
                        "400 ValidationException: 1 validation error detected: Value 'my_action' at"
                                + " 'actionName' failed to satisfy constraint: Member must satisfy"
                                + " regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,119}");
        assertThat(
                        server.done("ListContexts", "{'ContextType':'Endpoint'}")
                                .objects("ContextSummaries"))
                .hasSize(1);
        assertThat(server.done("ListContexts", "{'ContextType':'x'}").objects("ContextSummaries"))
                .isEmpty();
    }

    @Test
    void anUpdateCannotGoBeyondThirtyProperties() {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            entries.add("'k%d':'v'".formatted(i));
        }
        server.done(
                "CreateAction",
                "{'ActionName':'full','Source':{'SourceUri':'s3://b/x'},'ActionType':'T','Properties':{%s}}"
                        .formatted(String.join(",", entries)));
        assertThat(server.refused("UpdateAction", "{'ActionName':'full','Properties':{'z':'1'}}"))
                .startsWith("400 ValidationException")
                .contains("at most 30");
        server.done(
                "UpdateAction",
                "{'ActionName':'full','Properties':{'z':'1'},'PropertiesToRemove':['k0']}");
    }

    @Test
    void pagesAreExactWhileWritesGoOn() {
        Set<String> first = new HashSet<>();
        for (int i = 0; i < 25; i++) {
            first.add(server.action("a" + i));
        }
        for (String sort : List.of("Name", "CreationTime")) {
            for (String order : List.of("Ascending", "Descending")) {
                List<String> seen = new ArrayList<>();
                String next = "";
                int pages = 0;
                do {
                    String question =
                            "'SortBy':'%s','SortOrder':'%s','MaxResults':4".formatted(sort, order);
                    JsonObject page =
                            server.done(
                                    "ListActions",
                                    "{"
                                            + question
                                            + (next.isEmpty() ? "" : ",'NextToken':'" + next + "'")
                                            + "}");
                    page.objects("ActionSummaries").forEach(one -> seen.add(one.text("ActionArn")));
                    next = page.optionalText("NextToken").orElse("");
                    server.action("new-" + sort + order + pages);
                    pages++;
                } while (!next.isEmpty() && pages < 100);
                assertThat(seen).as(sort + order).doesNotHaveDuplicates().containsAll(first);
            }
        }
        JsonObject page = server.done("ListActions", "{'MaxResults':1}");
        assertThat(
                        server.refused(
                                "ListActions",
                                "{'ActionType':'T','NextToken':'%s'}"
                                        .formatted(page.text("NextToken"))))
                .startsWith("400 ValidationException: The NextToken");
        assertThat(server.refused("ListActions", "{'NextToken':'%%%'}"))
                .startsWith("400 ValidationException: The NextToken");
    }

    @Test
    void whatAnArtifactStandsForKeepsItsOwnNameAndSource() {
        server.done(
                "CreateArtifact",
                "{'ArtifactName':'other','Source':{'SourceUri':'models:/fraud/3'},'ArtifactType':'Model'}");
        assertThat(server.said(0))
                .anyMatch(line -> line.startsWith("model-version:mlflow/fraud/3 arn="))
                .noneMatch(line -> line.contains(" source=") || line.contains("name=other"));
    }

    @Test
    void secretsAreMaskedBeforeAnythingIsKept() {
        server.done(
                "CreateAction",
                "{'ActionName':'s','Source':{'SourceUri':'https://ann:hunter2hunter2@example.com/x'},'ActionType':'T','Properties':{'db_password':'hunter2','max_tokens':'5','note':'AKIAIOSFODNN7EXAMPLE'}}");
        JsonObject told = server.done("DescribeAction", "{'ActionName':'s'}");
        assertThat(told.asMap().toString())
                .doesNotContain("hunter2", "AKIAIOSFODNN7EXAMPLE")
                .contains("max_tokens=5");
        assertThat(server.said(0).toString()).doesNotContain("hunter2", "AKIAIOSFODNN7EXAMPLE");
        String payloads =
                server.store()
                        .read(
                                db ->
                                        db.sql("SELECT payload FROM entry_body")
                                                .list(row -> new String(row.bytes("payload")))
                                                .toString());
        assertThat(payloads).contains("max_tokens").doesNotContain("hunter2", "AKIA");
    }

    @Test
    void whatIsNoCallIsRefusedInItsForm() {
        assertThat(server.send("POST", "/", "{}").refusal())
                .startsWith("400 UnknownOperationException");
        assertThat(server.refused("DescribeNothing", "{}"))
                .startsWith("400 OperationNotForwardedException");
        assertThat(server.refused("CreateAction", "{")).startsWith("400 SerializationException");
        assertThat(server.refused("CreateAction", "[]")).startsWith("400 SerializationException");
        assertThat(server.refused("CreateAction", "{'ActionName':7}"))
                .isEqualTo("400 SerializationException: 'actionName' must be a string");
        assertThat(server.refused("CreateAction", "{}"))
                .startsWith("400 ValidationException: 3 validation errors detected: Value null at");
    }
}
