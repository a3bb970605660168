package io.clew.protocol.openlineage.marquez;

import io.clew.commit.Committer;
import io.clew.graph.GraphIndex;
import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.marquez.routes.MarquezRoutes;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.MarquezErrors;
import io.clew.protocol.openlineage.routes.Admission;
import io.clew.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Speaks Marquez's API below {@code /marquez}: joins the routes of all its features. */
public final class MarquezProtocol implements Protocol {
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final List<Route> routes;

    /**
     * Makes the protocol over a store whose schema has that of OpenLineage.
     *
     * @param graph is kept up to date by the commit path
     * @param intake takes the events that are posted here
     * @param admission bounds what is in work at a time, here and at OpenLineage's own address
     */
    public MarquezProtocol(
            Store store,
            Committer committer,
            InstantSource clock,
            GraphIndex graph,
            EventIntake intake,
            Admission admission) {
        this.routes =
                MarquezRoutes.all(
                        new MarquezStore(store, committer, graph), clock, intake, admission);
    }

    @Override
    public String name() {
        return MarquezCall.SYSTEM;
    }

    @Override
    public List<String> prefixes() {
        return List.of("/marquez/");
    }

    @Override
    public List<Route> routes() {
        return routes;
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return MarquezErrors.of(refusal);
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return MarquezErrors.of(status, refusal);
    }

    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        if (allowed.isEmpty()) {
            return MarquezErrors.of(
                    NOT_FOUND, new ClewException(ErrorCode.NOT_FOUND, "HTTP 404 Not Found"));
        }
        String methods =
                new TreeSet<>(allowed).stream().map(Method::name).collect(Collectors.joining(", "));
        return MarquezErrors.of(
                        METHOD_NOT_ALLOWED,
                        new ClewException(
                                ErrorCode.INVALID_PARAMETER, "HTTP 405 Method Not Allowed"))
                .withHeader("Allow", methods);
    }
}
