package io.clew.http.internal;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Counts the waits for a client that takes its answer. */
final class PacedResponse extends Response.Wrapper {
    private final Pace pace;

    PacedResponse(Request request, Response out, Pace pace) {
        super(request, out);
        this.pace = pace;
    }

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback callback) {
        int count = bytes == null ? 0 : bytes.remaining();
        pace.begin(System.nanoTime());
        super.write(
                last,
                bytes,
                Callback.from(
                        () -> {
                            pace.end(System.nanoTime(), count);
                            callback.succeeded();
                        },
                        failure -> {
                            pace.end(System.nanoTime(), 0);
                            callback.failed(failure);
                        }));
    }
}
