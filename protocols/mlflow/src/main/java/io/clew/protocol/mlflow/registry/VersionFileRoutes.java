package io.clew.protocol.mlflow.registry;

import io.clew.http.Method;
import io.clew.http.Query;
import io.clew.http.Response;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.artifacts.ArtifactPath;
import io.clew.protocol.mlflow.artifacts.ArtifactReads;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelRows;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.rows.Scope;
import io.clew.protocol.mlflow.runs.RunRows;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers calls that name files by their model version. */
public final class VersionFileRoutes implements Feature {
    private static final Pattern RUNS_URI = Pattern.compile("runs:/+([^/]+)(/.*)?");

    private final MlflowStore store;
    private final ArtifactReads reads;

    public VersionFileRoutes(MlflowStore store, ArtifactReads reads) {
        this.store = store;
        this.reads = reads;
    }

    @Override
    public void addTo(Endpoints endpoints) {
        // MLflow's own clients and pages also join the server's address and this path with a slash.
        endpoints
                .call(Method.GET, "/model-versions/get-artifact", this::get)
                .call(Method.GET, "//model-versions/get-artifact", this::get);
    }

    private Response get(Call call) {
        Query query = call.request().query();
        ArtifactPath path = ArtifactPath.parse(required(query, "path"));
        String name = required(query, "name");
        long number = RegistryNames.version(required(query, "version"));
        String folder =
                store.read(call, scope -> folder(scope, VersionRows.require(scope, name, number)));
        return reads.send(call, folder, path);
    }

    /** Returns the artifact URI of a version's files. */
    private static String folder(Scope scope, ModelVersion version) {
        Matcher runs = RUNS_URI.matcher(version.storage());
        if (!runs.matches()) {
            return version.storage();
        }
        if (!version.loggedModelId().isEmpty()) {
            return LoggedModelRows.require(scope, version.loggedModelId()).artifactUri();
        }
        String below = runs.group(2) == null ? "" : runs.group(2);
        return RunRows.get(scope, runs.group(1)).artifactUri() + below;
    }

    private static String required(Query query, String field) {
        return query.first(field)
                .filter(value -> !value.isEmpty())
                .orElseThrow(
                        () ->
                                ClewException.invalid(
                                        field,
                                        "Missing value for required parameter '%s'"
                                                .formatted(field)));
    }
}
