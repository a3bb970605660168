package io.clew.http.internal;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.http.Status;
import io.clew.model.ClewException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers in plain text what reaches no protocol. */
final class Bare implements Protocol {

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<String> prefixes() {
        return List.of();
    }

    @Override
    public List<Route> routes() {
        return List.of();
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return Response.text(Status.of(refusal.code()), refusal.getMessage() + "\n");
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return Response.text(status, refusal.getMessage() + "\n");
    }

    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        return allowed.isEmpty()
                ? Response.text(404, "Nothing is here.\n")
                : Response.text(405, "This path takes another method.\n")
                        .withHeader(
                                "Allow",
                                allowed.stream()
                                        .map(Method::name)
                                        .collect(Collectors.joining(", ")));
    }
}
