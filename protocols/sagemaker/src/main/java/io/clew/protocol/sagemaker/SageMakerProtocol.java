package io.clew.protocol.sagemaker;

import io.clew.commit.Committer;
import io.clew.http.Handler;
import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.protocol.sagemaker.experiments.Experiments;
import io.clew.protocol.sagemaker.experiments.Members;
import io.clew.protocol.sagemaker.experiments.TrialComponents;
import io.clew.protocol.sagemaker.experiments.Trials;
import io.clew.protocol.sagemaker.forward.Forwarder;
import io.clew.protocol.sagemaker.lineage.Artifacts;
import io.clew.protocol.sagemaker.lineage.Associations;
import io.clew.protocol.sagemaker.lineage.LineageEntities;
import io.clew.protocol.sagemaker.lineage.LineageGroups;
import io.clew.protocol.sagemaker.lineage.LineageQueries;
import io.clew.protocol.sagemaker.lineage.Tags;
import io.clew.protocol.sagemaker.metrics.MetricsService;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.search.Search;
import io.clew.protocol.sagemaker.wire.AwsAnswers;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Feature;
import io.clew.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Speaks SageMaker's API at the root, where its clients post to, and below {@code /aws}; below
 * {@code /aws/workspaces/NAME} in a workspace other than the usual one.
 *
 * <p>At the root only what carries {@code X-Amz-Target} is meant for it; pages are read there.
 */
public final class SageMakerProtocol implements Protocol {
    private static final String PREFIX = "/aws";

    /** The parameter of paths that names a workspace; elsewhere it is the usual one. */
    private static final String WORKSPACE = "workspace";

    private static final String WORKSPACES = PREFIX + "/workspaces/{" + WORKSPACE + "}";

    private final List<Route> routes;

    /**
     * Makes the protocol over a store whose schema has {@link SageMakerSchema}.
     *
     * @param account twelve digits that new ARNs name
     * @param forwarder hands on what is not served here
     */
    public SageMakerProtocol(
            Store store, Committer committer, String account, Forwarder forwarder) {
        SageMakerStore sagemaker = new SageMakerStore(store, committer);
        Operations operations = new Operations(sagemaker, forwarder, account, features(sagemaker));
        MetricsService metrics = new MetricsService(sagemaker, account);
        List<Route> all = new ArrayList<>();
        for (String prefix : List.of("", PREFIX, WORKSPACES)) {
            Function<Request, String> workspace =
                    prefix.equals(WORKSPACES)
                            ? request -> request.pathParam(WORKSPACE)
                            : request -> Workspace.DEFAULT.name();
            Handler operation = request -> operations.answer(request, workspace.apply(request));
            all.add(Route.of(Method.POST, prefix + "/", operation));
            if (!prefix.isEmpty()) {
                all.add(Route.of(Method.POST, prefix, operation));
            }
            all.add(
                    Route.of(
                            Method.PUT,
                            prefix + "/BatchPutMetrics",
                            request -> metrics.put(request, workspace.apply(request))));
            all.add(
                    Route.of(
                            Method.POST,
                            prefix + "/BatchGetMetrics",
                            request -> metrics.get(request, workspace.apply(request))));
        }
        this.routes = List.copyOf(all);
    }

    private static List<Feature> features(SageMakerStore store) {
        return List.of(
                new Artifacts(store),
                new LineageEntities(store, EntityKind.ACTION),
                new LineageEntities(store, EntityKind.CONTEXT),
                new Associations(store),
                new LineageQueries(store),
                new LineageGroups(store),
                new Tags(store),
                new Experiments(store),
                new Trials(store),
                new Members(store),
                new TrialComponents(store),
                new Search(store));
    }

    @Override
    public String name() {
        return Call.SYSTEM;
    }

    @Override
    public List<String> prefixes() {
        return List.of(PREFIX, "/BatchPutMetrics", "/BatchGetMetrics");
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return AwsAnswers.of(refusal);
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return AwsAnswers.of(status, refusal);
    }

    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        if (allowed.isEmpty()) {
            return AwsAnswers.of(
                    404, ClewException.notFound("There is nothing at " + request.rawPath() + "."));
        }
        String methods =
                new TreeSet<>(allowed).stream().map(Method::name).collect(Collectors.joining(", "));
        return AwsAnswers.of(
                        405,
                        ClewException.invalid(
                                "method",
                                "%s takes %s and not %s."
                                        .formatted(request.rawPath(), methods, request.method())))
                .withHeader("Allow", methods);
    }
}
