package io.clew.cli.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.cli.ask.ExitStatus;
import io.clew.server.Clew;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Harvests SageMaker as a second Clew serves it, with credentials of the usual chain. */
class SageMakerHarvestTests {
    private static final String ARN = "arn:aws:sagemaker:eu-west-1:000000000000:";
    private static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=AKIDTEST/20261130/eu-west-1/sagemaker/aws4_request, x";

    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Clew account;
    private Clew clew;

    @BeforeEach
    void start() throws Exception {
        System.setProperty("aws.accessKeyId", "AKIDTEST");
        System.setProperty("aws.secretAccessKey", "not-to-be-shown-anywhere");
        account = start("account");
        clew = start("clew");
        fill();
    }

    private Clew start(String name) {
        return Clew.start(
                Config.of(
                        Map.of(
                                Setting.PORT,
                                "0",
                                Setting.DATA,
                                folder.resolve(name).toString(),
                                Setting.LOG_LEVEL,
                                "warn")));
    }

    @AfterEach
    void stop() {
        client.close();
        clew.close();
        account.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private void fill() throws Exception {
        call("CreateExperiment", "{'ExperimentName':'Fraud'}");
        call("CreateTrial", "{'TrialName':'t','ExperimentName':'Fraud'}");
        call(
                "CreateTrialComponent",
                "{'TrialComponentName':'train','Status':{'PrimaryStatus':'Completed'},'StartTime':1700000000,'EndTime':1700000100.25,'Parameters':{'lr':{'NumberValue':0.1}},'InputArtifacts':{'raw':{'Value':'s3://bank/raw'}},'OutputArtifacts':{'model':{'Value':'s3://bank/model'}}}");
        call("AssociateTrialComponent", "{'TrialName':'t','TrialComponentName':'train'}");
        call(
                "CreateContext",
                "{'ContextName':'prod','Source':{'SourceUri':'%sendpoint/prod'},'ContextType':'Endpoint'}"
                        .formatted(ARN));
        call(
                "CreateAction",
                "{'ActionName':'deploy','Source':{'SourceUri':'x'},'ActionType':'T','Status':'Completed','Properties':{'team':'fraud'}}");
        // More than a page of what is listed.
        String before = "";
        for (int i = 0; i < 103; i++) {
            String made =
                    call(
                            "CreateArtifact",
                            "{'Source':{'SourceUri':'s3://bank/step-%d'},'ArtifactType':'DataSet'}"
                                    .formatted(i));
            String arn = made.substring(made.indexOf("arn:"), made.lastIndexOf('"'));
            if (!before.isEmpty()) {
                associate(before, arn, "DerivedFrom");
            }
            before = arn;
        }
        associate(before, ARN + "action/deploy", "ContributedTo");
        associate(ARN + "action/deploy", ARN + "context/prod", "AssociatedWith");
    }

    private void associate(String source, String destination, String type) throws Exception {
        call(
                "AddAssociation",
                "{'SourceArn':'%s','DestinationArn':'%s','AssociationType':'%s'}"
                        .formatted(source, destination, type));
    }

    private String call(String operation, String fields) throws Exception {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(account.address() + "/"))
                                .header("X-Amz-Target", "SageMaker." + operation)
                                .header("Authorization", SIGNATURE)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                fields.replace('\'', '"')))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
        return answer.body();
    }

    private int harvest() {
        CommandLine verb = new CommandLine(new HarvestCommand());
        verb.setOut(new PrintWriter(out, true));
        verb.setErr(new PrintWriter(err, true));
        verb.setExecutionExceptionHandler(
                (failure, command, arguments) -> {
                    command.getErr().println(failure.getMessage());
                    return ExitStatus.FAILED;
                });
        return verb.execute(
                "sagemaker",
                "--server",
                clew.address().toString(),
                "--region",
                "eu-west-1",
                "--endpoint",
                account.address() + "/");
    }

    private String get(Clew from, String question) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(from.address() + "/api/v1" + question))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String of(String reference) {
        return URLEncoder.encode(reference, StandardCharsets.UTF_8);
    }

    @Test
    void whatOneClewHasOfSageMakerAnotherHasAfterAHarvest() throws Exception {
        harvest();
        assertThat(out.toString())
                .as(err::toString)
                .contains("Done: 213 records brought")
                .contains("could not be");
        String chain = get(clew, "/lineage?depth=200&of=" + of(ARN + "context/prod"));
        assertThat(chain)
                .contains(
                        "urn:clew:deployment:sagemaker/prod",
                        "urn:clew:run:sagemaker/action/deploy")
                .contains("bank/step-102", "bank/step-0");
        String run = get(clew, "/node?ref=" + of("urn:clew:run:sagemaker/train"));
        assertThat(run)
                .contains("2023-11-14T22:15:00.250Z", "param.lr", "\"complete\"")
                .contains(ARN + "experiment-trial-component/train");
        assertThat(get(clew, "/lineage?of=" + of("s3://bank/model"))).contains("bank/raw");
        assertThat(get(clew, "/harvests"))
                .contains("sagemaker eu-west-1 at", "\"complete\"")
                .doesNotContain("not-to-be-shown");
        assertThat(out + "" + err)
                .as("what the second Clew does not serve is told, and the secret is not")
                .contains("OperationNotForwardedException")
                .doesNotContain("not-to-be-shown");

        harvest();
        assertThat(out.toString()).contains("Done: 0 records brought");
        assertThat(get(clew, "/lineage?depth=200&of=" + of(ARN + "context/prod")))
                .as("a second pass leaves no trace, not even a position of the log")
                .isEqualTo(chain);
    }
}
