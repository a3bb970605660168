package io.clew.protocol.sagemaker.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.intake.RecordIntake;
import io.clew.model.Workspace;
import io.clew.protocol.sagemaker.SageMakerServer;
import io.clew.store.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarvestRecordsTests {
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:123456789012:";

    @TempDir Path folder;

    @Test
    void whatAwsMadeKeepsItsArnsAndTimesAndComesTwiceWithoutATrace() {
        try (SageMakerServer server = SageMakerServer.start(TestDatabase.sqlite(folder))) {
            List<String> records =
                    List.of(
                            record(
                                    "DescribeArtifact",
                                    "{'ArtifactArn':'%sartifact/0f','ArtifactName':'n','Source':{'SourceUri':'s3://bank/raw'},'ArtifactType':'DataSet','CreationTime':1700000000.5,'LastModifiedTime':1700000001,'CreatedBy':{'UserProfileName':'ann'}}"),
                            record(
                                    "DescribeTrialComponent",
                                    "{'TrialComponentArn':'%sexperiment-trial-component/j-aws-training-job','TrialComponentName':'j-aws-training-job','Source':{'SourceArn':'%straining-job/j','SourceType':'SageMakerTrainingJob'},'Status':{'PrimaryStatus':'Completed'},'StartTime':1700000000,'EndTime':1700000100,'CreationTime':1700000000,'LastModifiedTime':1700000100}"),
                            record(
                                    "ListAssociations",
                                    "{'SourceArn':'%sartifact/0f','DestinationArn':'%sexperiment-trial-component/j-aws-training-job','AssociationType':'ContributedTo','CreationTime':1700000002}"),
                            record(
                                    "DescribeTrainingJob",
                                    "{'TrainingJobName':'j','TrainingJobArn':'%straining-job/j','TrainingJobStatus':'Completed','HyperParameters':{'a':'1'},'InputDataConfig':[{'ChannelName':'c','DataSource':{'S3DataSource':{'S3Uri':'s3://bank/raw'}}}],'TrainingStartTime':1700000000,'TrainingEndTime':1700000100,'CreationTime':1700000000,'LastModifiedTime':1700000100}"),
                            record(
                                    "ListAssociations",
                                    "{'SourceArn':'%sartifact/none','DestinationArn':'%sartifact/0f'}"));
            assertThat(take(server, records))
                    .isEqualTo(List.of("", "", "", "", ARN + "artifact/none was not harvested."));
            assertThat(server.done("ListArtifacts", "{}").objects("ArtifactSummaries"))
                    .singleElement()
                    .satisfies(
                            artifact -> {
                                assertThat(artifact.text("ArtifactArn"))
                                        .isEqualTo(ARN + "artifact/0f");
                                assertThat(artifact.number("CreationTime")).isEqualTo(1700000000.5);
                            });
            assertThat(
                            server.done("QueryLineage", "{'StartArns':['" + ARN + "artifact/0f']}")
                                    .objects("Vertices")
                                    .getLast()
                                    .text("Type"))
                    .isEqualTo("TrainingJob");
            long facts = facts(server);
            take(server, records);
            assertThat(facts(server)).isEqualTo(facts);
        }
    }

    private static long facts(SageMakerServer server) {
        return server.store()
                .read(
                        db ->
                                Stream.of("edge_fact", "attribute_fact", "retraction")
                                        .mapToLong(
                                                table ->
                                                        db.sql("SELECT COUNT(*) AS n FROM " + table)
                                                                .first(row -> row.integer("n"))
                                                                .orElseThrow())
                                        .sum());
    }

    private static List<String> take(SageMakerServer server, List<String> records) {
        Committer committer = new Committer(server.store(), InstantSource.system(), List.of());
        return HarvestRecords.of(committer)
                .take(
                        new RecordIntake.Batch(
                                Workspace.DEFAULT,
                                "tester",
                                "sagemaker",
                                "a test",
                                records.stream()
                                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                                        .toList(),
                                records.stream().map(text -> false).toList()),
                        (db, outcomes) -> {})
                .stream()
                .map(outcome -> Objects.requireNonNullElse(outcome.refusal(), ""))
                .toList();
    }

    private static String record(String operation, String fields) {
        return "{'operation':'%s','region':'eu-west-1','account':'123456789012','fields':%s}"
                .formatted(operation, fields.replace("%s", ARN))
                .replace('\'', '"');
    }
}
