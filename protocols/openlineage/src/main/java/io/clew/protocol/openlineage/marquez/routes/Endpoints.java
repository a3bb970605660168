package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import java.util.ArrayList;
import java.util.List;

/** Gathers the routes of all features. */
final class Endpoints {
    /** Below this path are the calls of Marquez's version 1. */
    static final String BASE = "/marquez/api/v1";

    /** Most bytes of a body that is no event: descriptions of what has at most 100,000 fields. */
    private static final long BODY_BYTES_MAX = 16L << 20;

    private final List<Route> routes = new ArrayList<>();

    /** Answers one call. */
    @FunctionalInterface
    interface CallHandler {
        Response handle(MarquezCall call) throws Exception;
    }

    /** Adds a call at a path such as {@code /namespaces}. */
    Endpoints add(Method method, String path, CallHandler handler) {
        return at(method, BASE + path, BODY_BYTES_MAX, handler);
    }

    /** Adds a call at a full path. */
    Endpoints at(Method method, String pattern, long bodyBytesMax, CallHandler handler) {
        routes.add(
                new Route(
                        method,
                        pattern,
                        bodyBytesMax,
                        request -> handler.handle(MarquezCall.of(request))));
        return this;
    }

    /** Returns the routes gathered so far. */
    List<Route> routes() {
        return List.copyOf(routes);
    }
}
