package io.clew.protocol.sagemaker.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.protocol.sagemaker.SageMakerServer;
import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Large bodies, odd answers and missing credentials leave the caller with AWS's own answer. */
class ForwardedBodiesTests {
    private static final AwsCredentialsProvider OWN =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDCLEW", "secret"));

    @TempDir Path folder;

    private SageMakerServer start(String name, String address, AwsCredentialsProvider own) {
        return SageMakerServer.start(
                TestDatabase.sqlite(folder.resolve(name)),
                new Forwarder(new ForwardSettings(true, address, Set.of("127.0.0.1")), own));
    }

    @Test
    void largeBodiesComeThroughWholeAndWhatIsTooLargeIsNotRecorded() throws Exception {
        String long5MiB = "x".repeat(5 << 20);
        try (FakeSageMaker aws = new FakeSageMaker();
                SageMakerServer server = start("clew", aws.address(), OWN)) {
            aws.answers("ListTrainingJobs", "{'TrainingJobSummaries':['" + long5MiB + "']}");
            aws.answers("CreateModel", "{'ModelArn':'" + long5MiB + "'}");
            String sent = "{'NameContains':'" + long5MiB + "'}";
            assertThat(server.call("ListTrainingJobs", sent).response().body())
                    .hasSize((5 << 20) + 29);
            assertThat(aws.asked().getFirst().body()).hasSize(sent.length());
            assertThat(server.done("CreateModel", "{'ModelName':'m'}").text("ModelArn"))
                    .hasSize(5 << 20);
            assertThat(server.entries()).isZero();
        }
    }

    @Test
    void aRedirectIsHandedBackAndNotFollowed() throws Exception {
        try (FakeSageMaker aws = new FakeSageMaker();
                SageMakerServer server = start("clew", aws.address(), OWN)) {
            aws.redirects("ListModels", aws.address() + "elsewhere");
            assertThat(server.call("ListModels", "{}").status()).isEqualTo(302);
            assertThat(aws.asked()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsNoJsonIsHandedBackAndNotRecorded() throws Exception {
        try (FakeSageMaker aws = new FakeSageMaker();
                SageMakerServer server = start("clew", aws.address(), OWN)) {
            aws.answers("CreateModel", "<html>");
            assertThat(server.call("CreateModel", "{'ModelName':'m'}").response().body())
                    .isEqualTo("<html>");
            assertThat(server.entries()).isZero();
        }
    }

    @Test
    void withoutCredentialsNothingIsSent() throws Exception {
        AwsCredentialsProvider none =
                () -> {
                    throw SdkClientException.create("none");
                };
        try (FakeSageMaker aws = new FakeSageMaker();
                SageMakerServer server = start("clew", aws.address(), none)) {
            assertThat(server.refused("ListModels", "{}"))
                    .startsWith("400 AccessDeniedException: Clew has no AWS credentials");
            assertThat(aws.asked()).isEmpty();
        }
    }

    @Test
    void aSecondClewForwardsOnAndBothRecord() throws Exception {
        try (FakeSageMaker aws = new FakeSageMaker();
                SageMakerServer second = start("second", aws.address(), OWN);
                SageMakerServer first = start("first", second.address() + "/aws", OWN)) {
            aws.answers(
                    "CreateModel",
                    "{'ModelArn':'arn:aws:sagemaker:eu-west-1:210987654321:model/fraud'}");
            first.done(
                    "CreateModel",
                    "{'ModelName':'fraud','PrimaryContainer':{'Image':'i:1','ModelDataUrl':'s3://bank/m','Environment':{'API_TOKEN':'correct-horse'}},'ExecutionRoleArn':'arn:aws:iam::2:role/x'}");
            for (SageMakerServer each : new SageMakerServer[] {first, second}) {
                assertThat(each.said(0).toString())
                        .contains(
                                "logged-model:sagemaker/fraud derived-from dataset:s3%3A%2F%2Fbank/m")
                        .contains("logged-model:sagemaker/fraud role=arn:aws:iam::2:role/x")
                        .doesNotContain("correct-horse");
            }
            assertThat(aws.asked()).hasSize(1);
            assertThat(aws.asked().getFirst().body()).contains("correct-horse");
            assertThat(first.refused("ListModels", "{}"))
                    .as("the fake's refusal, two Clews away")
                    .isEqualTo("400 ResourceInUse: a fake says no");
        }
    }
}
