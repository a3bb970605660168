package io.clew.protocol.mlflow.meta;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.JsonObject;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.wire.Answers;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import java.io.IOException;
import java.util.List;

/** Tells MLflow's web pages that no gateway of language models is behind this server. */
public final class GatewayRoutes implements Feature {
    private static final String PATH = "/gateway-proxy";
    private static final String LIST = "api/2.0/endpoints/";

    @Override
    public void addTo(Endpoints endpoints) {
        endpoints
                .ajax2(Method.GET, PATH, GatewayRoutes::answer)
                .ajax2(Method.POST, PATH, GatewayRoutes::answer);
    }

    private static Response answer(Call call) throws IOException {
        JsonObject fields = call.fields();
        String path = fields.optionalText("gateway_path").orElse("");
        if (path.isEmpty()) {
            throw ClewException.invalid(
                    "gateway_path", "Deployments proxy request must specify a gateway_path.");
        }
        Method method = call.request().method();
        if (method != Method.GET || !path.equals(LIST)) {
            throw ClewException.invalid(
                    "gateway_path",
                    "Invalid gateway_path: %s for method: %s".formatted(path, method));
        }
        return Answers.of(out -> out.objects("endpoints", List.of(), (one, none) -> {}));
    }
}
