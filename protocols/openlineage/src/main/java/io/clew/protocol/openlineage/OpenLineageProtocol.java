package io.clew.protocol.openlineage;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.http.json.Problem;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.routes.Admission;
import io.clew.protocol.openlineage.routes.ExportRoutes;
import io.clew.protocol.openlineage.routes.LineageRoutes;
import io.clew.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Speaks OpenLineage over HTTP: takes events below {@code /api/v1}, beside Clew's own calls, and
 * gives them back.
 */
public final class OpenLineageProtocol implements Protocol {
    /** When to come back after an overload: producers wait for their answer meanwhile. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private final List<Route> routes;

    /**
     * Makes the protocol.
     *
     * @param store has the events that were taken
     * @param admission bounds the memory that events in work may take
     */
    public OpenLineageProtocol(Store store, EventIntake intake, Admission admission) {
        List<Route> all = new ArrayList<>(new LineageRoutes(intake, admission).all());
        all.addAll(new ExportRoutes(store).all());
        this.routes = List.copyOf(all);
    }

    @Override
    public String name() {
        return "openlineage";
    }

    /** Returns no more than what is this protocol's alone: Clew's own calls are beside. */
    @Override
    public List<String> prefixes() {
        return List.of(LineageRoutes.BATCH, ExportRoutes.EXPORT);
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return laterIfBusy(Problem.of(refusal), refusal);
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return laterIfBusy(Problem.of(status, refusal), refusal);
    }

    private static Response laterIfBusy(Response answer, ClewException refusal) {
        return refusal.code() == ErrorCode.UNAVAILABLE
                ? answer.withHeader("Retry-After", RETRY_AFTER_SECONDS)
                : answer;
    }

    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        if (allowed.isEmpty()) {
            return Problem.of(
                    ClewException.notFound("There is no call %s.".formatted(request.rawPath())));
        }
        String methods =
                new TreeSet<>(allowed).stream().map(Method::name).collect(Collectors.joining(", "));
        return Problem.of(
                        405,
                        new ClewException(
                                ErrorCode.INVALID_PARAMETER,
                                "%s takes %s and not %s."
                                        .formatted(request.rawPath(), methods, request.method())))
                .withHeader("Allow", methods);
    }
}
