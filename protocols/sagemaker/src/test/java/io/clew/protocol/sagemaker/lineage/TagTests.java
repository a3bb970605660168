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
class TagTests {
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
}
