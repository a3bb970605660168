package io.clew.protocol.sagemaker.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.json.JsonObject;
import io.clew.protocol.sagemaker.Database;
import io.clew.protocol.sagemaker.SageMakerServer;
import io.clew.protocol.sagemaker.forward.FakeSageMaker;
import io.clew.protocol.sagemaker.forward.ForwardSettings;
import io.clew.protocol.sagemaker.forward.Forwarder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Each operation that passes through and is recorded leaves what SageMaker makes by itself. */
@ParameterizedClass
@EnumSource(Database.class)
class RecordedTests {
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:210987654321:";

    @Parameter Database database;
    @TempDir Path folder;
    private FakeSageMaker aws;
    private SageMakerServer server;

    @BeforeEach
    void start() throws IOException {
        aws = new FakeSageMaker();
        server =
                SageMakerServer.start(
                        database.empty(folder),
                        new Forwarder(
                                new ForwardSettings(true, aws.address(), Set.of("127.0.0.1")),
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("AKIDCLEW", "secret"))));
    }

    @AfterEach
    void stop() {
        server.close();
        aws.close();
    }

    private void passes(String operation, String fields, String answer) {
        aws.answers(operation, answer.replace("$", ARN));
        server.done(operation, fields.replace("$", ARN));
    }

    @Test
    void aProcessingJobIsRecorded() {
        String job =
                "{'ProcessingJobName':'prep-1','RoleArn':'arn:aws:iam::210987654321:role/prep','AppSpecification':{'ImageUri':'1.dkr.ecr.eu-west-1.amazonaws.com/sk:1','ContainerEntrypoint':['python3','/opt/ml/prep.py']},'Environment':{'SECRET_KEY':'hunter2hunter2','MODE':'full'},'ProcessingInputs':[{'InputName':'raw','S3Input':{'S3Uri':'s3://bank/raw'}},{'InputName':'code','S3Input':{'S3Uri':'s3://bank/src/prep.py'}}],'ProcessingOutputConfig':{'Outputs':[{'OutputName':'train','S3Output':{'S3Uri':'s3://bank/train'}}]},'ProcessingResources':{'ClusterConfig':{'InstanceType':'ml.m5.large','InstanceCount':2,'VolumeSizeInGB':30}}%s}";
        passes(
                "CreateProcessingJob",
                job.formatted(""),
                "{'ProcessingJobArn':'$processing-job/prep-1'}");
        String run = "run:sagemaker/prep-1-aws-processing-job ";
        assertThat(server.said(0).toString()).doesNotContain("hunter2");
        assertThat(server.said(0))
                .contains(
                        run + "used dataset:s3%3A%2F%2Fbank/raw",
                        run + "param.SageMaker.InstanceCount=2",
                        run + "status=running",
                        run + "entry-point=python3 /opt/ml/prep.py",
                        run + "env.MODE=full",
                        "dataset:s3%3A%2F%2Fbank/train generated-by " + run.strip())
                .anyMatch(line -> line.startsWith(run + "executed code:sagemaker/"))
                .anyMatch(line -> line.startsWith(run + "ran-in environment:"))
                .anyMatch(line -> line.startsWith(run + "associated-with agent:"));
        passes(
                "DescribeProcessingJob",
                "{'ProcessingJobName':'prep-1'}",
                job.formatted(
                        ",'ProcessingJobArn':'$processing-job/prep-1','ProcessingJobStatus':'Failed','FailureReason':'no disk','CreationTime':1700000000,'ProcessingEndTime':1700000100"));
        assertThat(server.said(0))
                .contains(
                        run + "status=failed",
                        run + "error=no disk",
                        run + "ended=2023-11-14T22:15:00.000Z");
        assertThat(types("experiment-trial-component/prep-1-aws-processing-job"))
                .containsExactlyInAnyOrder("ProcessingJob", "Image", "DataSet", "DataSet");
    }

    @Test
    void aTransformJobIsRecordedWithItsModel() {
        passes(
                "CreateTransformJob",
                "{'TransformJobName':'score-1','ModelName':'fraud-m','TransformInput':{'DataSource':{'S3DataSource':{'S3Uri':'s3://bank/new'}}},'TransformOutput':{'S3OutputPath':'s3://bank/scored'},'TransformResources':{'InstanceType':'ml.m5.large','InstanceCount':1}}",
                "{'TransformJobArn':'$transform-job/score-1'}");
        String run = "run:sagemaker/score-1-aws-transform-job";
        assertThat(server.said(0))
                .contains(
                        run + " used dataset:s3%3A%2F%2Fbank/new",
                        run + " used logged-model:sagemaker/fraud-m",
                        "dataset:s3%3A%2F%2Fbank/scored generated-by " + run);
        JsonObject row =
                server.done(
                                "ListAssociations",
                                "{'DestinationType':'SageMakerTransformJob','SourceType':'Model'}")
                        .objects("AssociationSummaries")
                        .getFirst();
        assertThat(row.text("DestinationArn"))
                .isEqualTo(ARN + "experiment-trial-component/score-1-aws-transform-job");
        assertThat(
                        server.done(
                                        "QueryLineage",
                                        "{'StartArns':['%s'],'Filters':{'Types':['TransformJob']}}"
                                                .formatted(row.text("SourceArn")))
                                .objects("Vertices"))
                .singleElement()
                .satisfies(vertex -> assertThat(vertex.text("Type")).isEqualTo("TransformJob"));
    }

    @Test
    void aPackageHasItsGroupAndItsApproval() {
        passes(
                "CreateModelPackageGroup",
                "{'ModelPackageGroupName':'fraud'}",
                "{'ModelPackageGroupArn':'$model-package-group/fraud'}");
        passes(
                "CreateModelPackage",
                "{'ModelPackageGroupName':'fraud','ModelApprovalStatus':'PendingManualApproval','ModelPackageDescription':'third','InferenceSpecification':{'Containers':[{'Image':'i:1','ModelDataUrl':'s3://bank/model.tar.gz'}]}}",
                "{'ModelPackageArn':'$model-package/fraud/3'}");
        JsonObject approval =
                described("DescribeAction", "ActionName", "fraud-3-aws-model-package");
        assertThat(approval.text("ActionType")).isEqualTo("Approval");
        assertThat(approval.text("Status")).isEqualTo("InProgress");
        assertThat(approval.object("Source").text("SourceUri"))
                .isEqualTo(ARN + "model-package/fraud/3");
        assertThat(
                        described("DescribeContext", "ContextName", "fraud-aws-model-group")
                                .text("ContextType"))
                .isEqualTo("ModelGroup");
        passes(
                "UpdateModelPackage",
                "{'ModelPackageArn':'$model-package/fraud/3','ModelApprovalStatus':'Approved'}",
                "{'ModelPackageArn':'$model-package/fraud/3'}");
        assertThat(server.said(0))
                .contains(
                        "model-version:sagemaker/fraud/3 stage=PendingManualApproval",
                        "model-version:sagemaker/fraud/3 stage=Approved",
                        "model-version:sagemaker/fraud/3 description=third",
                        "run:sagemaker/action/fraud-3-aws-model-package used model-version:sagemaker/fraud/3");
        passes(
                "DescribeModelPackage",
                "{'ModelPackageName':'$model-package/fraud/3'}",
                "{'ModelPackageGroupName':'fraud','ModelPackageArn':'$model-package/fraud/3','ModelApprovalStatus':'Approved'}");
        assertThat(
                        described("DescribeAction", "ActionName", "fraud-3-aws-model-package")
                                .text("Status"))
                .isEqualTo("Completed");
    }

    @Test
    void anEndpointHasItsDeploymentAndFollowsItsConfiguration() {
        for (String model : List.of("one", "two")) {
            passes(
                    "CreateModel",
                    "{'ModelName':'%s','PrimaryContainer':{'Image':'i:1','ModelDataUrl':'s3://bank/%1$s'}}"
                            .formatted(model),
                    "{'ModelArn':'$model/%s'}".formatted(model));
            passes(
                    "CreateEndpointConfig",
                    "{'EndpointConfigName':'c-%s','ProductionVariants':[{'VariantName':'v','ModelName':'%1$s'}]}"
                            .formatted(model),
                    "{'EndpointConfigArn':'$endpoint-config/c-%s'}".formatted(model));
        }
        passes(
                "CreateEndpoint",
                "{'EndpointName':'prod','EndpointConfigName':'c-one'}",
                "{'EndpointArn':'$endpoint/prod'}");
        JsonObject deployment = described("DescribeAction", "ActionName", "prod-aws-endpoint");
        assertThat(deployment.text("ActionType")).isEqualTo("ModelDeployment");
        assertThat(deployment.text("Status")).isEqualTo("InProgress");
        passes(
                "DescribeEndpoint",
                "{'EndpointName':'prod'}",
                "{'EndpointName':'prod','EndpointArn':'$endpoint/prod','EndpointConfigName':'c-one','EndpointStatus':'InService'}");
        assertThat(described("DescribeAction", "ActionName", "prod-aws-endpoint").text("Status"))
                .isEqualTo("Completed");
        assertThat(types("context/prod-aws-endpoint"))
                .contains("Endpoint", "ModelDeployment", "Model", "Image");
        int before = server.entries();
        passes(
                "UpdateEndpoint",
                "{'EndpointName':'prod','EndpointConfigName':'c-two'}",
                "{'EndpointArn':'$endpoint/prod'}");
        assertThat(server.said(before))
                .contains(
                        "deployment:sagemaker/prod deploys logged-model:sagemaker/two",
                        "not deployment:sagemaker/prod deploys logged-model:sagemaker/one");
        passes("DeleteEndpoint", "{'EndpointName':'prod'}", "{}");
        assertThat(server.said(before)).contains("deployment:sagemaker/prod deleted=true");
    }

    @Test
    void whatWasSaidBeforeLeavesNoFactTheSecondTime() {
        String told =
                "{'TrainingJobName':'j','TrainingJobArn':'$training-job/j','TrainingJobStatus':'Completed','TrainingStartTime':1700000000,'TrainingEndTime':1700000100,'FinalMetricDataList':[{'MetricName':'auc','Value':0.9,'Timestamp':1700000099}]}";
        passes("DescribeTrainingJob", "{'TrainingJobName':'j'}", told);
        int facts = server.said(0).size();
        passes("DescribeTrainingJob", "{'TrainingJobName':'j'}", told);
        assertThat(server.said(0)).hasSize(facts);
        assertThat(
                        described(
                                        "DescribeTrialComponent",
                                        "TrialComponentName",
                                        ARN + "experiment-trial-component/j-aws-training-job")
                                .objects("Metrics"))
                .singleElement()
                .satisfies(metric -> assertThat(metric.integer("Count")).isEqualTo(1));
    }

    private JsonObject described(String operation, String field, String name) {
        String kind = operation.substring("Describe".length()).toLowerCase(java.util.Locale.ROOT);
        return server.done(
                operation,
                "{'%s':'%s'}"
                        .formatted(
                                field, name.startsWith("arn:") ? name : ARN + kind + "/" + name));
    }

    private List<String> types(String of) {
        return server
                .done("QueryLineage", "{'StartArns':['" + ARN + of + "']}")
                .objects("Vertices")
                .stream()
                .map(vertex -> vertex.text("Type"))
                .toList();
    }
}
