package io.clew.protocol.mlflow.wire;

import io.clew.http.Handler;
import io.clew.http.Method;
import io.clew.http.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the routes of all features.
 *
 * <p>Every call of the API answers twice: below {@code /api/<version>.0/mlflow} for clients and
 * below {@code /ajax-api/<version>.0/mlflow} for MLflow's own web pages.
 */
public final class Endpoints {
    private final List<Route> routes = new ArrayList<>();

    /** Adds a call of version 2 at a path such as {@code /runs/create}. */
    public Endpoints v2(Method method, String path, CallHandler handler) {
        return api(2, method, path, handler);
    }

    /** Adds a call of version 3 at a path such as {@code /traces/search}. */
    public Endpoints v3(Method method, String path, CallHandler handler) {
        return api(3, method, path, handler);
    }

    /** Adds a call of version 2 that only MLflow's own web pages make. */
    public Endpoints ajax2(Method method, String path, CallHandler handler) {
        return at(method, "/ajax-api/2.0/mlflow" + path, handling(handler));
    }

    /** Adds a call at a full path that follows no version's prefix. */
    public Endpoints call(Method method, String pattern, CallHandler handler) {
        return at(method, pattern, handling(handler));
    }

    /** Adds a raw handler at a full path. */
    public Endpoints at(Method method, String pattern, Handler handler) {
        routes.add(Route.of(method, pattern, handler));
        return this;
    }

    /** Adds a route as it is, for one with a body limit of its own. */
    public Endpoints route(Route route) {
        routes.add(route);
        return this;
    }

    /** Returns the routes gathered so far. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    private Endpoints api(int version, Method method, String path, CallHandler handler) {
        Handler handling = handling(handler);
        at(method, "/api/" + version + ".0/mlflow" + path, handling);
        return at(method, "/ajax-api/" + version + ".0/mlflow" + path, handling);
    }

    private static Handler handling(CallHandler handler) {
        return request -> handler.handle(Call.of(request));
    }
}
