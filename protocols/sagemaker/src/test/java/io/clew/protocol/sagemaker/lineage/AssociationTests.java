package io.clew.protocol.sagemaker.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.sagemaker.Database;
import io.clew.protocol.sagemaker.SageMakerServer;
import java.nio.file.Path;
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
class AssociationTests {
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
    void associationsPageInEveryOrder() {
        String hub = server.artifact("s3://b/hub", "DataSet");
        for (int i = 0; i < 13; i++) {
            server.associate(server.action("act" + i), hub, "Produced");
        }
        assertThat(
                        server.done("ListAssociations", "{'DestinationArn':'" + hub + "'}")
                                .objects("AssociationSummaries"))
                .hasSize(10);
        assertThat(
                        server
                                .done("ListAssociations", "{'MaxResults':2}")
                                .objects("AssociationSummaries")
                                .stream()
                                .map(row -> row.text("SourceName"))
                                .toList())
                .as("the newest first")
                .containsExactly("act12", "act11");
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
}
