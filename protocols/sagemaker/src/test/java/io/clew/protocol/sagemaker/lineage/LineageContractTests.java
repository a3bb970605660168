package io.clew.protocol.sagemaker.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.sagemaker.SageMakerServer;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every database must do for the operations on lineage. */
abstract class LineageContractTests {
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:123456789012:";

    @TempDir Path folder;
    private SageMakerServer server;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void start() {
        server = SageMakerServer.start(newDatabase());
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
    void associationsAreBetweenWhatIsThereAndOnce() {
        String data = server.artifact("s3://b/data", "DataSet");
        String model = server.artifact("s3://b/model", "Model");
        server.associate(data, model, "DerivedFrom");
        assertThat(
                        server.refused(
                                "AddAssociation",
                                "{'SourceArn':'%s','DestinationArn':'%s','AssociationType':'Produced'}"
                                        .formatted(data, model)))
                .contains("ValidationException", "already exists");
        assertThat(
                        server.refused(
                                "AddAssociation",
                                "{'SourceArn':'%saction/none','DestinationArn':'%s'}"
                                        .formatted(ARN, model)))
                .startsWith("400 ResourceNotFound");
        assertThat(
                        server.refused(
                                "AddAssociation",
                                "{'SourceArn':'%sexperiment-trial/none','DestinationArn':'%s'}"
                                        .formatted(ARN, model)))
                .contains("ValidationException", "'sourceArn'");
        JsonObject row =
                server.done("ListAssociations", "{'SourceArn':'" + data + "'}")
                        .objects("AssociationSummaries")
                        .getFirst();
        assertThat(row.text("SourceType")).isEqualTo("DataSet");
        assertThat(row.text("DestinationType")).isEqualTo("Model");
        assertThat(row.text("AssociationType")).isEqualTo("DerivedFrom");
        assertThat(row.has("CreatedBy")).isFalse();
        assertThat(server.refused("DeleteArtifact", "{'ArtifactArn':'" + data + "'}"))
                .contains("delete its associations first");
        String ends = "{'SourceArn':'%s','DestinationArn':'%s'}".formatted(data, model);
        server.done("DeleteAssociation", ends);
        assertThat(server.refused("DeleteAssociation", ends)).startsWith("400 ResourceNotFound");
        server.done("DeleteArtifact", "{'ArtifactArn':'" + data + "'}");
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
    void associationsPageInEveryOrder() {
        String hub = server.artifact("s3://b/hub", "DataSet");
        for (int i = 0; i < 13; i++) {
            server.associate(server.action("act" + i), hub, "Produced");
        }
        assertThat(
                        server.done("ListAssociations", "{'DestinationArn':'" + hub + "'}")
                                .objects("AssociationSummaries"))
                .hasSize(10);
        for (String sort :
                List.of(
                        "SourceArn",
                        "DestinationArn",
                        "SourceType",
                        "DestinationType",
                        "CreationTime")) {
            Set<String> seen = new HashSet<>();
            String next = "";
            do {
                JsonObject page =
                        server.done(
                                "ListAssociations",
                                "{'DestinationArn':'%s','SortBy':'%s','SortOrder':'Ascending','MaxResults':5%s}"
                                        .formatted(
                                                hub,
                                                sort,
                                                next.isEmpty()
                                                        ? ""
                                                        : ",'NextToken':'" + next + "'"));
                page.objects("AssociationSummaries")
                        .forEach(row -> assertThat(seen.add(row.text("SourceArn"))).isTrue());
                next = page.optionalText("NextToken").orElse("");
            } while (!next.isEmpty());
            assertThat(seen).as(sort).hasSize(13);
        }
    }

    @Test
    void tagsAreAddedListedAndTaken() {
        String arn = server.action("t");
        server.done(
                "AddTags",
                "{'ResourceArn':'"
                        + arn
                        + "','Tags':[{'Key':'a','Value':'1'},{'Key':'b','Value':''}]}");
        assertThat(
                        server.done(
                                        "AddTags",
                                        "{'ResourceArn':'"
                                                + arn
                                                + "','Tags':[{'Key':'a','Value':'2'}]}")
                                .objects("Tags"))
                .hasSize(1);
        server.done("DeleteTags", "{'ResourceArn':'" + arn + "','TagKeys':['b','none']}");
        List<JsonObject> tags =
                server.done("ListTags", "{'ResourceArn':'" + arn + "'}").objects("Tags");
        assertThat(tags).hasSize(1);
        assertThat(tags.getFirst().text("Value")).isEqualTo("2");
        assertThat(server.refused("ListTags", "{'ResourceArn':'" + arn + "','MaxResults':49}"))
                .contains("greater than or equal to 50");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add("{'Key':'k%d','Value':'v'}".formatted(i));
        }
        assertThat(
                        server.refused(
                                "AddTags",
                                "{'ResourceArn':'%s','Tags':[%s]}"
                                        .formatted(arn, String.join(",", many))))
                .startsWith("400 ResourceLimitExceeded");
        assertThat(
                        server.refused(
                                "AddTags",
                                "{'ResourceArn':'"
                                        + arn
                                        + "','Tags':[{'Key':'a','Value':'1'},{'Key':'a','Value':'1'}]}"))
                .contains("more than once");
    }

    @Test
    void theOneLineageGroupIsSharedWithNobody() {
        server.action("g");
        String name = "sagemaker-default-lineage-group";
        assertThat(server.done("ListLineageGroups", "{}").objects("LineageGroupSummaries"))
                .hasSize(1);
        assertThat(
                        server.done("DescribeLineageGroup", "{'LineageGroupName':'" + name + "'}")
                                .text("LineageGroupArn"))
                .isEqualTo(ARN + "lineage-group/" + name);
        assertThat(
                        server.done("GetLineageGroupPolicy", "{'LineageGroupName':'" + name + "'}")
                                .text("ResourcePolicy"))
                .contains("\"Statement\":[]");
        assertThat(server.refused("DescribeLineageGroup", "{'LineageGroupName':'other'}"))
                .startsWith("400 ResourceNotFound");
    }

    @Test
    void aQueryWalksEitherWayOrBoth() {
        String raw = server.artifact("s3://b/raw", "DataSet");
        String prepare = server.action("prepare");
        String data = server.artifact("s3://b/data", "DataSet");
        String train = server.action("train");
        String model = server.artifact("s3://b/model", "Model");
        String other = server.action("other");
        server.associate(raw, prepare, "ContributedTo");
        server.associate(prepare, data, "Produced");
        server.associate(data, train, "ContributedTo");
        server.associate(train, model, "Produced");
        server.associate(raw, other, "ContributedTo");
        assertThat(arns("{'StartArns':['%s'],'Direction':'Ascendants'}".formatted(model)))
                .containsExactly(model, train, data, prepare, raw);
        assertThat(arns("{'StartArns':['%s'],'Direction':'Descendants'}".formatted(data)))
                .containsExactly(data, train, model);
        assertThat(arns("{'StartArns':['%s']}".formatted(model)))
                .containsExactlyInAnyOrder(model, train, data, prepare, raw, other);
        assertThat(arns("{'StartArns':['%s'],'MaxDepth':1}".formatted(data)))
                .containsExactlyInAnyOrder(data, prepare, train);
        assertThat(arns("{'StartArns':['%s'],'MaxDepth':0}".formatted(data))).containsExactly(data);
        assertThat(
                        arns(
                                "{'StartArns':['%s'],'Direction':'Ascendants','Filters':{'Types':['DataSet']}}"
                                        .formatted(model)))
                .containsExactly(data, raw);
        JsonObject ways =
                server.done(
                        "QueryLineage",
                        "{'StartArns':['%s'],'Direction':'Ascendants','IncludeEdges':true,'Filters':{'LineageTypes':['Artifact'],'Types':['DataSet']}}"
                                .formatted(model));
        assertThat(ways.objects("Vertices")).hasSize(5);
        assertThat(ways.objects("Edges")).hasSize(4);
        JsonObject none = server.done("QueryLineage", "{'StartArns':['" + model + "']}");
        assertThat(none.objects("Edges")).isEmpty();
        assertThat(none.has("Edges")).isTrue();
        assertThat(server.refused("QueryLineage", "{'StartArns':['" + ARN + "action/none']}"))
                .startsWith("400 ResourceNotFound");
        assertThat(arns("{'Filters':{'LineageTypes':['Action']}}"))
                .containsExactlyInAnyOrder(prepare, train, other);
    }

    @Test
    void aQueryFiltersByPropertiesAndTimes() {
        String a =
                server.done(
                                "CreateArtifact",
                                "{'Source':{'SourceUri':'s3://b/a'},'ArtifactType':'T','Properties':{'team':'x','env':'p'}}")
                        .text("ArtifactArn");
        String b = server.artifact("s3://b/b", "T");
        server.associate(a, b, "DerivedFrom");
        String start = "'StartArns':['" + b + "'],'Filters':";
        assertThat(arns("{" + start + "{'Properties':{'team':'x','other':'y'}}}"))
                .containsExactly(a);
        assertThat(arns("{" + start + "{'Properties':{'team':'y'}}}")).isEmpty();
        assertThat(arns("{" + start + "{'CreatedBefore':1}}")).isEmpty();
        assertThat(arns("{" + start + "{'CreatedAfter':1.5,'ModifiedAfter':1}}")).hasSize(2);
    }

    @Test
    void aQueryPagesVerticesWithTheirEdges() {
        String hub = server.artifact("s3://b/hub", "DataSet");
        for (int i = 0; i < 12; i++) {
            server.associate(server.action("act" + i), hub, "Produced");
        }
        List<String> vertices = new ArrayList<>();
        int edges = 0;
        String next = "";
        do {
            JsonObject page =
                    server.done(
                            "QueryLineage",
                            "{'StartArns':['%s'],'IncludeEdges':true,'MaxResults':5%s}"
                                    .formatted(
                                            hub,
                                            next.isEmpty() ? "" : ",'NextToken':'" + next + "'"));
            page.objects("Vertices").forEach(vertex -> vertices.add(vertex.text("Arn")));
            edges += page.objects("Edges").size();
            next = page.optionalText("NextToken").orElse("");
        } while (!next.isEmpty());
        assertThat(vertices).hasSize(13).doesNotHaveDuplicates();
        assertThat(edges).isEqualTo(12);
    }

    private List<String> arns(String question) {
        return server.done("QueryLineage", question).objects("Vertices").stream()
                .map(vertex -> vertex.text("Arn"))
                .toList();
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
