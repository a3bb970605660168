package io.clew.protocol.sagemaker.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.sagemaker.SageMakerServer;
import io.clew.store.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What Clew does not serve is forwarded, and what passes through is recorded. */
class ForwardingTests {
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:210987654321:";

    private static final String TRAINING =
            "{'TrainingJobName':'fraud-7','HyperParameters':{'lr':'0.1','api_key':'correct-horse-battery','sagemaker_program':'\\\"train.py\\\"','sagemaker_submit_directory':'\\\"s3://bank/src/sourcedir.tar.gz\\\"'},'AlgorithmSpecification':{'TrainingImage':'1.dkr.ecr.eu-west-1.amazonaws.com/xgb:1','TrainingInputMode':'File'},'RoleArn':'arn:aws:iam::210987654321:role/trainer','InputDataConfig':[{'ChannelName':'train','DataSource':{'S3DataSource':{'S3DataType':'S3Prefix','S3Uri':'s3://bank/transactions'}}}],'OutputDataConfig':{'S3OutputPath':'s3://bank/models'},'ResourceConfig':{'InstanceType':'ml.m5.large','InstanceCount':1,'VolumeSizeInGB':30},'Environment':{'DB_PASSWORD':'hunter2hunter2','MODE':'full'}%s}";

    @TempDir Path folder;
    private FakeSageMaker aws;
    private SageMakerServer server;

    @BeforeEach
    void start() throws IOException {
        aws = new FakeSageMaker();
        server = start("forwarding", new ForwardSettings(true, aws.address(), Set.of("127.0.0.1")));
    }

    private SageMakerServer start(String name, ForwardSettings settings) {
        return SageMakerServer.start(
                TestDatabase.sqlite(folder.resolve(name)),
                new Forwarder(
                        settings,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIDCLEW", "secret"))));
    }

    @AfterEach
    void stop() {
        server.close();
        aws.close();
    }

    @Test
    void aCallIsSignedAnewAndItsAnswerComesBack() {
        aws.answers("ListTrainingJobs", "{'TrainingJobSummaries':[]}");
        SageMakerServer.Answer answer = server.call("ListTrainingJobs", "{'MaxResults':3}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEqualTo("{\"TrainingJobSummaries\":[]}");
        assertThat(answer.response().headers().firstValue("x-amzn-RequestId"))
                .contains("of-the-fake");
        FakeSageMaker.Asked asked = aws.asked().getFirst();
        assertThat(asked.target()).isEqualTo("SageMaker.ListTrainingJobs");
        assertThat(asked.body()).isEqualTo("{\"MaxResults\":3}");
        assertThat(asked.authorization())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDCLEW/")
                .contains("/eu-west-1/sagemaker/aws4_request")
                .doesNotContain("AKIDEXAMPLE");
        assertThat(server.refused("StopTrainingJob", "{'TrainingJobName':'x'}"))
                .isEqualTo("400 ResourceInUse: a fake says no");
        assertThat(server.entries()).isZero();
    }

    @Test
    void tagsAndSearchOfWhatIsNotOursAreForwardedToo() {
        aws.answers("ListTags", "{'Tags':[{'Key':'of','Value':'aws'}]}");
        aws.answers("Search", "{'Results':[]}");
        assertThat(
                        server.done("ListTags", "{'ResourceArn':'" + ARN + "training-job/x'}")
                                .objects("Tags"))
                .hasSize(1);
        server.done("Search", "{'Resource':'TrainingJob'}");
        server.done("Search", "{'Resource':'Experiment'}");
        assertThat(aws.asked()).hasSize(2);
    }

    @Test
    void aTrainingJobIsRecordedWithItsEnd() {
        aws.answers("CreateTrainingJob", "{'TrainingJobArn':'" + ARN + "training-job/fraud-7'}");
        server.done("CreateTrainingJob", TRAINING.formatted(""));
        assertThat(aws.asked().getFirst().body())
                .contains("hunter2hunter2", "correct-horse-battery");
        assertThat(server.said(0).toString())
                .doesNotContain("hunter2", "correct-horse")
                .contains(
                        "run:sagemaker/fraud-7-aws-training-job used dataset:s3%3A%2F%2Fbank/transactions",
                        "run:sagemaker/fraud-7-aws-training-job param.lr=0.1",
                        "run:sagemaker/fraud-7-aws-training-job status=running",
                        "run:sagemaker/fraud-7-aws-training-job entry-point=train.py",
                        "run:sagemaker/fraud-7-aws-training-job env.MODE=full",
                        "run:sagemaker/fraud-7-aws-training-job executed code:sagemaker/",
                        "associated-with agent:claimed/sagemaker/arn%3Aaws%3Aiam",
                        "run:sagemaker/fraud-7-aws-training-job ran-in environment:sha256-",
                        "dataset:s3%3A%2F%2Fbank/models%2Ffraud-7%2Foutput%2Fmodel.tar.gz generated-by"
                                + " run:sagemaker/fraud-7-aws-training-job");
        int before = server.entries();
        aws.answers(
                "DescribeTrainingJob",
                TRAINING.formatted(
                                ",'TrainingJobArn':'"
                                        + ARN
                                        + "training-job/fraud-7','TrainingJobStatus':'Completed','CreationTime':1700000000,'TrainingStartTime':1700000010.5,'TrainingEndTime':1700000100,'LastModifiedTime':1700000100,'ModelArtifacts':{'S3ModelArtifacts':'s3://bank/models/fraud-7/output/model.tar.gz'},'FinalMetricDataList':[{'MetricName':'auc','Value':0.9,'Timestamp':1700000099}]")
                        .replace("\\\"", "\\\""));
        server.done("DescribeTrainingJob", "{'TrainingJobName':'fraud-7'}");
        assertThat(server.said(before))
                .contains(
                        "run:sagemaker/fraud-7-aws-training-job status=complete",
                        "dataset-version:s3%3A%2F%2Fbank/models%2Ffraud-7%2Foutput%2Fmodel.tar.gz/run-fraud-7-aws-training-job"
                                + " generated-by run:sagemaker/fraud-7-aws-training-job");
        JsonObject lineage =
                server.done(
                        "QueryLineage",
                        "{'StartArns':['%sexperiment-trial-component/fraud-7-aws-training-job'],'IncludeEdges':true,'Filters':{}}"
                                .formatted(ARN.replace("210987654321", "210987654321")));
        assertThat(lineage.objects("Vertices").stream().map(v -> v.text("Type")).toList())
                .containsExactlyInAnyOrder("TrainingJob", "Image", "DataSet", "Model");
        int again = server.said(0).size();
        server.done("DescribeTrainingJob", "{'TrainingJobName':'fraud-7'}");
        assertThat(server.said(0)).hasSize(again);
    }

    @Test
    void anEndpointIsRecordedDownToWhatItDeploys() {
        aws.answers(
                "CreateModelPackageGroup",
                "{'ModelPackageGroupArn':'" + ARN + "model-package-group/fraud'}");
        aws.answers("CreateModelPackage", "{'ModelPackageArn':'" + ARN + "model-package/fraud/3'}");
        aws.answers("CreateModel", "{'ModelArn':'" + ARN + "model/fraud-m'}");
        aws.answers(
                "CreateEndpointConfig", "{'EndpointConfigArn':'" + ARN + "endpoint-config/c1'}");
        aws.answers("CreateEndpoint", "{'EndpointArn':'" + ARN + "endpoint/fraud-prod'}");
        server.done("CreateModelPackageGroup", "{'ModelPackageGroupName':'fraud'}");
        server.done(
                "CreateModelPackage",
                "{'ModelPackageGroupName':'fraud','InferenceSpecification':{'Containers':[{'Image':'i','ModelDataUrl':'s3://bank/model.tar.gz'}]},'ModelApprovalStatus':'Approved'}");
        server.done(
                "CreateModel",
                "{'ModelName':'fraud-m','PrimaryContainer':{'ModelPackageName':'"
                        + ARN
                        + "model-package/fraud/3'},'ExecutionRoleArn':'arn:aws:iam::2:role/x'}");
        server.done(
                "CreateEndpointConfig",
                "{'EndpointConfigName':'c1','ProductionVariants':[{'VariantName':'v','ModelName':'fraud-m'}]}");
        server.done("CreateEndpoint", "{'EndpointName':'fraud-prod','EndpointConfigName':'c1'}");
        assertThat(server.said(0))
                .contains(
                        "deployment:sagemaker/fraud-prod deploys model-version:sagemaker/fraud/3",
                        "model-version:sagemaker/fraud/3 version-of model:sagemaker/fraud",
                        "model-version:sagemaker/fraud/3 derived-from dataset:s3%3A%2F%2Fbank/model.tar.gz",
                        "model-version:sagemaker/fraud/3 stage=Approved");
    }

    @Test
    void whatFailsIsNotRecorded() {
        assertThat(server.refused("CreateTrainingJob", TRAINING.formatted("")))
                .startsWith("400 ResourceInUse");
        assertThat(server.entries()).isZero();
    }

    @Test
    void offAndForbiddenAndAwaySaySo() {
        try (SageMakerServer off = start("off", ForwardSettings.OFF)) {
            assertThat(off.refused("CreateTrainingJob", "{}"))
                    .startsWith(
                            "400 OperationNotForwardedException: Clew does not serve"
                                    + " CreateTrainingJob itself, and forwarding to Amazon SageMaker is off.")
                    .contains("CLEW_SAGEMAKER_FORWARD=true");
        }
        try (SageMakerServer elsewhere =
                start("hosts", new ForwardSettings(true, aws.address(), ForwardSettings.AMAZON))) {
            assertThat(elsewhere.refused("CreateTrainingJob", "{}"))
                    .startsWith(
                            "400 AccessDeniedException: Clew may not forward to the host '127.0.0.1'");
        }
        aws.close();
        assertThat(server.refused("CreateTrainingJob", "{}"))
                .isEqualTo(
                        "503 ServiceUnavailable: Amazon SageMaker at 127.0.0.1 was not reached.");
    }

    @Test
    void hostsAreAllowedByNameOrBelowOne() {
        ForwardSettings amazon = new ForwardSettings(true, "", ForwardSettings.AMAZON);
        assertThat(amazon.allows("api.sagemaker.eu-west-1.amazonaws.com")).isTrue();
        for (String host :
                List.of(
                        "amazonaws.com.evil.example",
                        "evilamazonaws.com",
                        "amazonaws.com",
                        "127.0.0.1")) {
            assertThat(amazon.allows(host)).as(host).isFalse();
        }
        assertThat(amazon.address("cn-north-1"))
                .isEqualTo("https://api.sagemaker.cn-north-1.amazonaws.com.cn/");
    }
}
