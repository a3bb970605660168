package io.clew.http.internal;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Response;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each request from Jetty to its handler and its answer back.
 *
 * <p>A refusal is rendered by the protocol that the path belongs to. A defect is logged once, with
 * an id that the answer carries too, and its details stay in the log. A client that went away is
 * neither.
 */
final class Dispatcher extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /**
     * Most bytes of an unread body that are taken in, so that its sender gets to read the answer.
     */
    private static final long DRAIN_BYTES_MAX = 64L << 20;

    private static final int DRAIN_BUFFER_BYTES = 32 << 10;

    private static final long DRAIN_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    private final Router router;
    private final Guard guard;

    Dispatcher(Router router, Guard guard) {
        this.router = router;
        this.guard = guard;
    }

    @Override
    public boolean handle(Request jetty, org.eclipse.jetty.server.Response out, Callback callback) {
        Method method = methodOf(jetty.getMethod());
        String path = jetty.getHttpURI().getPath();
        if (method == null || path == null) {
            Bare.send(405, jetty.getMethod() + " is not a method known here", out, callback);
            return true;
        }
        Router.Match match = router.match(method, path);
        JettyBody body =
                new JettyBody(
                        jetty,
                        match.route() == null
                                ? io.clew.http.Route.BODY_BYTES_MAX
                                : match.route().bodyBytesMax());
        JettyRequest request = new JettyRequest(jetty, method, match, body);
        boolean head = method == Method.HEAD;
        try {
            Sender.send(answer(request, match, body), head, out);
        } catch (ClientGone gone) {
            callback.failed(gone);
            return true;
        } catch (Throwable defect) {
            if (!recover(request, match.protocol(), defect, head, out)) {
                callback.failed(defect);
                return true;
            }
        }
        drain(jetty, body);
        callback.succeeded();
        return true;
    }

    private Response answer(JettyRequest request, Router.Match match, JettyBody body) {
        try {
            guard.check(request);
            request.decode();
            return match.route() == null
                    ? match.protocol().unknownRoute(request, match.allowed())
                    : match.route().handler().handle(request);
        } catch (ClewException refusal) {
            return match.protocol().refuse(request, refusal);
        } catch (Throwable failure) {
            return match.protocol()
                    .refuse(
                            request,
                            body.clientGone()
                                    ? new ClewException(
                                            ErrorCode.INVALID_PARAMETER,
                                            "The body ended before it was complete")
                                    : logged(request, failure));
        }
    }

    /** Answers for a body or a refusal that failed while it was made; not once bytes are out. */
    private static boolean recover(
            JettyRequest request,
            Protocol protocol,
            Throwable defect,
            boolean head,
            org.eclipse.jetty.server.Response out) {
        ClewException internal =
                defect instanceof ClewException refusal ? refusal : logged(request, defect);
        if (out.isCommitted()) {
            return false;
        }
        out.reset();
        try {
            Sender.send(protocol.refuse(request, internal), head, out);
            return true;
        } catch (IOException | RuntimeException again) {
            return false;
        }
    }

    private static ClewException logged(JettyRequest request, Throwable defect) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("{} {} failed, id {}", request.method(), request.rawPath(), id, defect);
        return new ClewException(
                ErrorCode.INTERNAL,
                "Clew failed to answer; its log has the details under the id " + id);
    }

    /** Reads what is left of a body: closing on a client that still sends would lose its answer. */
    private static void drain(Request jetty, JettyBody body) {
        if (!hasBody(jetty) || !body.opened() && expectsContinue(jetty)) {
            return;
        }
        // Not by Jetty's consumeAvailable: when the sender is slow it gives the connection up, and
        // the answer that says so is already out.
        long deadline = System.nanoTime() + DRAIN_NANOS_MAX;
        try (InputStream rest = Request.asInputStream(jetty)) {
            if (rest.read() < 0) {
                return;
            }
            byte[] buffer = new byte[DRAIN_BUFFER_BYTES];
            long drained = 0;
            int read = 0;
            while (read >= 0 && drained < DRAIN_BYTES_MAX && System.nanoTime() < deadline) {
                read = rest.read(buffer);
                drained += read;
            }
        } catch (IOException gone) {
            // Its sender has left; the answer was sent as far as it goes.
            LOG.debug("client went away", gone);
        }
    }

    private static boolean hasBody(Request jetty) {
        return jetty.getLength() > 0 || jetty.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private static boolean expectsContinue(Request jetty) {
        return jetty.getHeaders().contains(HttpHeader.EXPECT);
    }

    private static @Nullable Method methodOf(String name) {
        for (Method method : Method.values()) {
            if (method.name().equals(name)) {
                return method;
            }
        }
        return null;
    }
}
