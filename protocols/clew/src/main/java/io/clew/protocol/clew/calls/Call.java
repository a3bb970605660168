package io.clew.protocol.clew.calls;

import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.protocol.clew.ask.Params;
import java.util.Set;

/**
 * Binds a path below {@code /api/v1} to what answers it, with the parameters that it takes.
 *
 * @param path such as {@code /lineage}
 * @param parameters names of query parameters; {@code param.*} is a family
 */
public record Call(
        Method method, String path, Set<String> parameters, long bodyBytesMax, Answerer answerer) {

    /** Where all calls are. */
    public static final String BASE = "/api/v1";

    /** Answers a call once its parameters are known to be ones it takes. */
    @FunctionalInterface
    public interface Answerer {
        /** Answers; see {@link io.clew.http.Handler#handle}. */
        Response answer(Request request, Params params) throws Exception;
    }

    static Call get(String path, Set<String> parameters, Answerer answerer) {
        return new Call(Method.GET, path, parameters, 0, answerer);
    }

    /** Returns the route that serves it; what only reads stops when its client leaves. */
    public Route route() {
        return new Route(
                method,
                BASE + path,
                bodyBytesMax,
                method == Method.GET
                        ? request -> request.whileClientWaits(() -> answer(request))
                        : this::answer);
    }

    private Response answer(Request request) throws Exception {
        return answerer.answer(request, Params.of(request.query(), parameters));
    }
}
