package io.clew.http.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.http.Status;
import io.clew.model.ClewException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

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

    static void send(
            int status, String text, org.eclipse.jetty.server.Response out, Callback callback) {
        out.setStatus(status);
        out.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        out.getHeaders().put(HttpHeader.CONNECTION, "close");
        out.write(true, ByteBuffer.wrap((text + "\n").getBytes(UTF_8)), callback);
    }

    /**
     * Answers what Jetty itself refuses: malformed requests (a path with a lone {@code %} or {@code
     * %00} among them), headers over their limit, and requests that come while it stops.
     */
    static final class Errors extends ErrorHandler {
        @Override
        public boolean handle(
                org.eclipse.jetty.server.Request request,
                org.eclipse.jetty.server.Response response,
                Callback callback) {
            send(
                    response.getStatus(),
                    HttpStatus.getMessage(response.getStatus()),
                    response,
                    callback);
            return true;
        }

        @Override
        public ByteBuffer badMessageError(
                int status, @Nullable String reason, HttpFields.Mutable fields) {
            fields.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
            return ByteBuffer.wrap((HttpStatus.getMessage(status) + "\n").getBytes(UTF_8));
        }
    }
}
