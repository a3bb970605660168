package io.clew.protocol.sagemaker.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.sagemaker.Database;
import io.clew.protocol.sagemaker.SageMakerServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class QueryTests {
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

    @Test
    void withoutALimitTheAnswerIsWhole() {
        String hub = server.artifact("s3://b/hub", "DataSet");
        for (int i = 0; i < 70; i++) {
            server.associate(server.action("act" + i), hub, "Produced");
        }
        JsonObject whole =
                server.done(
                        "QueryLineage", "{'StartArns':['%s'],'IncludeEdges':true}".formatted(hub));
        assertThat(whole.objects("Vertices")).hasSize(71);
        assertThat(whole.objects("Edges")).hasSize(70);
        assertThat(whole.has("NextToken")).isFalse();
    }

    private List<String> arns(String question) {
        return server.done("QueryLineage", question).objects("Vertices").stream()
                .map(vertex -> vertex.text("Arn"))
                .toList();
    }
}
