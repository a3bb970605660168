package io.clew.protocol.mlflow.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.MlflowServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTests {
    private static final String PATH = "/ajax-api/2.0/mlflow/gateway-proxy";

    @TempDir Path folder;

    @Test
    void hasNoEndpoints() {
        try (MlflowServer server = MlflowServer.start(folder)) {
            Answer answer = server.send("GET", PATH + "?gateway_path=api/2.0/endpoints/", "");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"endpoints\":[]}");
            assertThat(server.send("DELETE", PATH, "").status()).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST | {} | Deployments proxy request must specify a gateway_path.",
                "POST | {\"gateway_path\":\"foo/bar\"} | Invalid gateway_path: foo/bar for method: POST",
                "GET | ?gateway_path=a/b | Invalid gateway_path: a/b for method: GET"
            })
    void refusesPathsOfAGateway(String method, String sent, String message) {
        try (MlflowServer server = MlflowServer.start(folder)) {
            Answer answer =
                    method.equals("GET")
                            ? server.send(method, PATH + sent, "")
                            : server.send(method, PATH, sent);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
            assertThat(answer.message()).isEqualTo(message);
        }
    }
}
