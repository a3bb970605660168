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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Harvests a workspace of Azure ML, which a fake stands for, into a real server. */
class AzureMlHarvestTests {
    @TempDir Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int harvest(Clew clew, FakeAzureMl azure) {
        CommandLine verb = new CommandLine(new HarvestCommand());
        verb.setOut(new PrintWriter(out, true));
        verb.setErr(new PrintWriter(err, true));
        verb.setExecutionExceptionHandler(
                (failure, command, arguments) -> {
                    command.getErr().println(failure.getMessage());
                    return ExitStatus.FAILED;
                });
        return verb.execute(
                "azureml",
                "--server",
                clew.address().toString(),
                "--subscription",
                FakeAzureMl.SUBSCRIPTION,
                "--resource-group",
                "ml-rg",
                "--workspace",
                "prod_ml",
                "--endpoint",
                azure.url(),
                "--token",
                folder.resolve("token").toString());
    }

    private String get(Clew clew, String call) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(clew.address() + "/api/v1" + call))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static String verdict(String answer) {
        return answer.substring(answer.indexOf("\"verdict\""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String upstream(Clew clew, String ref) throws IOException, InterruptedException {
        return get(clew, "/lineage?workspace=prod-ml&of=" + encoded(ref));
    }

    @Test
    void aWorkspaceIsBroughtWhole() throws Exception {
        try (Clew clew =
                        Clew.start(
                                Config.of(
                                        Map.of(
                                                Setting.PORT,
                                                "0",
                                                Setting.DATA,
                                                folder.resolve("data").toString(),
                                                Setting.LOG_LEVEL,
                                                "warn")));
                FakeAzureMl azure = new FakeAzureMl(folder.resolve("token"))) {
            harvest(clew, azure);
            assertThat(out + "" + err)
                    .as("the history of pipe_2 is gone, all else is brought")
                    .contains("Done: 19 records brought")
                    .contains("1 could not be");
            assertThat(azure.busy()).isPositive();
            assertThat(azure.expired()).isPositive();

            String deployed = upstream(clew, "urn:clew:deployment:azureml/scoring/blue");
            assertThat(deployed)
                    .contains(
                            "urn:clew:model-version:azureml/fraud/1",
                            "urn:clew:run:azureml/train_1",
                            "urn:clew:environment:azureml/train-env/3",
                            "9f3e00000000000000000000000000000000beef",
                            "banklake.dfs.core.windows.net");
            assertThat(upstream(clew, "urn:clew:run:azureml/step_1"))
                    .contains("prod_ml", "data%2Ftransactions");
            assertThat(upstream(clew, "urn:clew:deployment:azureml/nightly/main"))
                    .contains("urn:clew:model-version:azureml/fraud/1");
            assertThat(upstream(clew, "urn:clew:job:azureml%2Fschedule/drift"))
                    .contains("urn:clew:deployment:azureml/scoring/blue");
            assertThat(get(clew, "/node?workspace=prod-ml&ref=urn:clew:run:azureml/pipe_2"))
                    .contains("extraction-error", "could not be read");
            assertThat(verdict(upstream(clew, "urn:clew:run:azureml/pipe_2")))
                    .as("what the run history did not tell is a gap of each answer about it")
                    .contains(
                            "\"state\":\"unknown\"",
                            "{\"urn\":\"urn:clew:run:azureml/pipe_2\",\"what\":\"the producer could not extract all lineage\"}");
            assertThat(
                            verdict(
                                    get(
                                            clew,
                                            "/explain?workspace=prod-ml&ref=urn:clew:run:azureml/pipe_2")))
                    .contains("\"state\":\"unknown\"", "could not extract all lineage");
            assertThat(verdict(upstream(clew, "urn:clew:run:azureml/pipe_1")))
                    .doesNotContain("could not extract all lineage");
            String train = get(clew, "/node?workspace=prod-ml&ref=urn:clew:run:azureml/train_1");
            assertThat(train)
                    .contains("\"complete\"", "LOG_LEVEL", "DB_PASSWORD", "param.rate")
                    .doesNotContain("hunter2", "c2VjcmV0", "not-to-be-shown");
            for (String secret :
                    new String[] {"hunter2", "c2VjcmV0", "not-to-be-shown", "abcdefghijklmnop"}) {
                assertThat(get(clew, "/search?workspace=prod-ml&q=" + secret))
                        .doesNotContain("urn:clew");
            }
            assertThat(get(clew, "/resolve?ref=" + encoded("urn:clew:run:azureml/train_1")))
                    .startsWith("404");

            harvest(clew, azure);
            assertThat(upstream(clew, "urn:clew:deployment:azureml/scoring/blue"))
                    .as("a second pass leaves no trace, not even a position of the log")
                    .isEqualTo(deployed);
        }
    }
}
