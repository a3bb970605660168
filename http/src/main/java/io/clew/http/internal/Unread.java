package io.clew.http.internal;

import io.clew.http.Response;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty itself refuses, in the form of the protocol that the path belongs to:
 * malformed requests (a path with a lone {@code %} or {@code %00} among them), headers over their
 * limit, and requests that come while it stops.
 */
final class Unread extends ErrorHandler {
    private final Answering answering;

    Unread(Answering answering) {
        this.answering = answering;
    }

    @Override
    public boolean handle(
            Request request, org.eclipse.jetty.server.Response out, Callback callback) {
        int status = out.getStatus();
        send(answering.unread(Connections.path(request), status, message(status)), out, callback);
        return true;
    }

    /** Sends a refusal without waiting for the client, and ends the connection. */
    static void send(Response answer, org.eclipse.jetty.server.Response out, Callback callback) {
        out.setStatus(answer.status());
        answer.headers().forEach((name, value) -> out.getHeaders().put(name, value));
        out.getHeaders().put(HttpHeader.CONNECTION, "close");
        ByteBuffer body =
                answer.content() instanceof Response.Content.Bytes content
                        ? ByteBuffer.wrap(content.bytes())
                        : BufferUtil.EMPTY_BUFFER;
        out.write(true, body, callback);
    }

    private static String message(int status) {
        return switch (status) {
            case 408 -> "The request did not come in time.";
            case 414, 431 ->
                    "The address and the headers are longer than the %d bytes that are accepted here."
                            .formatted(JettyServer.REQUEST_HEADER_BYTES_MAX);
            case 503 -> "Clew is stopping; try again later.";
            case 505 -> "Only HTTP/1.0 and HTTP/1.1 are spoken here.";
            default ->
                    status < 500
                            ? "The request is not valid HTTP: expected a path whose"
                                    + " percent-escapes are UTF-8 without NUL, and headers by RFC"
                                    + " 9112."
                            : "Clew failed to answer.";
        };
    }
}
