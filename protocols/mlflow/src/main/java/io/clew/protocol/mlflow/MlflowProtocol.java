package io.clew.protocol.mlflow;

import io.clew.commit.Committer;
import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.artifacts.ArtifactPath;
import io.clew.protocol.mlflow.artifacts.ArtifactReads;
import io.clew.protocol.mlflow.artifacts.ArtifactWrites;
import io.clew.protocol.mlflow.artifacts.Folders;
import io.clew.protocol.mlflow.artifacts.ModelFiles;
import io.clew.protocol.mlflow.artifacts.MultipartRoutes;
import io.clew.protocol.mlflow.artifacts.ProxyRoutes;
import io.clew.protocol.mlflow.artifacts.RunArtifactRoutes;
import io.clew.protocol.mlflow.datasets.DatasetSearchRoutes;
import io.clew.protocol.mlflow.experiments.ArtifactLocation;
import io.clew.protocol.mlflow.experiments.DefaultExperiment;
import io.clew.protocol.mlflow.experiments.ExperimentRoutes;
import io.clew.protocol.mlflow.experiments.ExperimentSearchRoutes;
import io.clew.protocol.mlflow.inputs.InputRoutes;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelRoutes;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelSearchRoutes;
import io.clew.protocol.mlflow.meta.GatewayRoutes;
import io.clew.protocol.mlflow.meta.MetaRoutes;
import io.clew.protocol.mlflow.metrics.MetricRoutes;
import io.clew.protocol.mlflow.modelfiles.LoggedModelFileRoutes;
import io.clew.protocol.mlflow.registry.AliasRoutes;
import io.clew.protocol.mlflow.registry.ModelVersionRoutes;
import io.clew.protocol.mlflow.registry.RegisteredModelRoutes;
import io.clew.protocol.mlflow.registry.RegistrySearchRoutes;
import io.clew.protocol.mlflow.registry.VersionFileRoutes;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.protocol.mlflow.runs.LogRoutes;
import io.clew.protocol.mlflow.runs.PromptlabRoutes;
import io.clew.protocol.mlflow.runs.RunRoutes;
import io.clew.protocol.mlflow.runs.SearchRoutes;
import io.clew.protocol.mlflow.uses.ObservedUses;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.protocol.mlflow.wire.Endpoints;
import io.clew.protocol.mlflow.wire.Feature;
import io.clew.protocol.mlflow.wire.MlflowErrors;
import io.clew.store.Store;
import io.clew.store.blobs.BlobStore;
import io.clew.store.blobs.PlacedFiles;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Speaks MLflow's REST API: joins the routes of all its features. */
public final class MlflowProtocol implements Protocol {
    private static final List<String> PREFIXES =
            List.of(
                    "/api/2.0/",
                    "/api/2.0mlflow/",
                    "/api/3.0/",
                    "/ajax-api/",
                    "/get-artifact",
                    "/model-versions/get-artifact",
                    "/health",
                    "/version",
                    "/graphql");

    private final List<Route> routes;
    private final Runnable defaults;
    private final ArtifactWrites writes;

    /**
     * Makes the protocol over a store whose schema has {@link MlflowSchema}.
     *
     * @param blobs keeps the bytes of artifacts
     * @param others reads artifacts that are elsewhere, where it may
     * @param location where those of new experiments go
     */
    public MlflowProtocol(
            Store store,
            BlobStore blobs,
            PlacedFiles others,
            Committer committer,
            InstantSource clock,
            ArtifactLocation location) {
        MlflowStore mlflow = new MlflowStore(store, committer, clock);
        this.defaults = () -> DefaultExperiment.ensure(mlflow, location);
        defaults.run();
        Endpoints endpoints = new Endpoints();
        this.writes = new ArtifactWrites(mlflow, blobs);
        features(mlflow, blobs, others, writes, location)
                .forEach(feature -> feature.addTo(endpoints));
        this.routes = endpoints.routes();
    }

    /** Returns what takes files, for a harvest that copies them. */
    public ArtifactWrites writes() {
        return writes;
    }

    /** Makes what each workspace must have in those that have come since the start. */
    public void openWorkspaces() {
        defaults.run();
    }

    private static List<Feature> features(
            MlflowStore mlflow,
            BlobStore blobs,
            PlacedFiles others,
            ArtifactWrites writes,
            ArtifactLocation location) {
        ObservedUses uses = new ObservedUses(mlflow);
        ArtifactReads reads = new ArtifactReads(mlflow, blobs, others, uses);
        return List.of(
                new MetaRoutes(),
                new GatewayRoutes(),
                new ExperimentRoutes(mlflow, location),
                new ExperimentSearchRoutes(mlflow),
                new RunRoutes(mlflow),
                new LogRoutes(mlflow),
                new PromptlabRoutes(
                        mlflow,
                        (call, uri, name, content) ->
                                writes.receive(
                                        call,
                                        Folders.within(uri, ArtifactPath.parse(name)),
                                        new ByteArrayInputStream(content))),
                new SearchRoutes(mlflow),
                new MetricRoutes(mlflow),
                new InputRoutes(mlflow),
                new DatasetSearchRoutes(mlflow),
                new LoggedModelRoutes(mlflow),
                new LoggedModelSearchRoutes(mlflow),
                new RegisteredModelRoutes(mlflow),
                new ModelVersionRoutes(mlflow, uses),
                new AliasRoutes(mlflow, uses),
                new RegistrySearchRoutes(mlflow),
                new VersionFileRoutes(mlflow, reads),
                new LoggedModelFileRoutes(mlflow, reads, new ModelFiles(mlflow, blobs)),
                new RunArtifactRoutes(mlflow, reads, writes),
                new ProxyRoutes(reads, writes),
                new MultipartRoutes(mlflow, blobs, writes));
    }

    @Override
    public String name() {
        return Call.SYSTEM;
    }

    @Override
    public List<String> prefixes() {
        return PREFIXES;
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return MlflowErrors.of(refusal);
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return MlflowErrors.of(status, refusal);
    }

    /**
     * Answers without a body: clients fall back from version 3 to version 2 of a call only on a 404
     * that is not a JSON object.
     */
    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        if (allowed.isEmpty()) {
            return Response.empty(404);
        }
        String methods =
                new TreeSet<>(allowed).stream().map(Method::name).collect(Collectors.joining(", "));
        return Response.empty(405).withHeader("Allow", methods);
    }
}
