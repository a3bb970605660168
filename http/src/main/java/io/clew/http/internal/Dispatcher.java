package io.clew.http.internal;

import io.clew.http.Method;
import io.clew.http.Mount;
import io.clew.http.Response;
import io.clew.model.ClewException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each request from Jetty to its handler and its answer back.
 *
 * <p>A client that went away is neither refused nor logged.
 */
final class Dispatcher extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Longest path and query: half of what all headers may be, so that its answer has a form. */
    private static final int TARGET_CHARS_MAX = 64 << 10;

    /**
     * Most bytes of an unread body that are taken in, so that its sender gets to read the answer.
     */
    private static final long DRAIN_BYTES_MAX = 64L << 20;

    private static final int DRAIN_BUFFER_BYTES = 32 << 10;

    private static final long DRAIN_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    private final Answering answering;
    private final List<Mount> mounts;
    private final SlowClients slow;
    private final Departures departures;

    Dispatcher(Answering answering, List<Mount> mounts, SlowClients slow, Departures departures) {
        this.answering = answering;
        this.mounts = List.copyOf(mounts);
        this.slow = slow;
        this.departures = departures;
    }

    @Override
    public boolean handle(Request jetty, org.eclipse.jetty.server.Response out, Callback callback) {
        Pace pace = slow.watch(jetty);
        try {
            return handle(
                    jetty,
                    new JettyArrival(jetty, pace, departures),
                    new PacedResponse(jetty, out, pace),
                    callback);
        } finally {
            slow.leave(pace);
        }
    }

    private boolean handle(
            Request jetty,
            Arrival arrival,
            org.eclipse.jetty.server.Response out,
            Callback callback) {
        Method method = Answering.method(arrival.method());
        int length = length(jetty);
        if (length > TARGET_CHARS_MAX) {
            Unread.send(
                    answering.unread(
                            arrival.path(),
                            HttpStatus.URI_TOO_LONG_414,
                            "The address is longer than the %d characters that are accepted here: %d"
                                    .formatted(TARGET_CHARS_MAX, length)),
                    out,
                    callback);
            return true;
        }
        if (method == null) {
            Unread.send(
                    answering.unread(
                            arrival.path(),
                            HttpStatus.METHOD_NOT_ALLOWED_405,
                            jetty.getMethod() + " is not a method known here"),
                    out,
                    callback);
            return true;
        }
        Answering.Asked asked;
        try {
            asked = answering.route(seen(arrival), method);
        } catch (ClewException notNow) {
            Unread.send(
                    answering.unread(
                            arrival.path(),
                            HttpStatus.SERVICE_UNAVAILABLE_503,
                            String.valueOf(notNow.getMessage())),
                    out,
                    callback);
            return true;
        }
        boolean head = method == Method.HEAD;
        try {
            Sender.send(answering.answer(asked), head, out);
        } catch (ClientGone gone) {
            callback.failed(gone);
            return true;
        } catch (Throwable defect) {
            if (!recover(asked, defect, head, out)) {
                callback.failed(defect);
                return true;
            }
        }
        drain(jetty, asked.body());
        callback.succeeded();
        return true;
    }

    private Arrival seen(Arrival arrival) {
        for (Mount mount : mounts) {
            Optional<Mount.Seen> seen = mount.below(arrival.path());
            if (seen.isPresent()) {
                return new MountedArrival(arrival, seen.get());
            }
        }
        return arrival;
    }

    /** Answers for a body or a refusal that failed while it was made; not once bytes are out. */
    private boolean recover(
            Answering.Asked asked,
            Throwable defect,
            boolean head,
            org.eclipse.jetty.server.Response out) {
        Response answer = answering.recovered(asked, defect);
        if (out.isCommitted()) {
            return false;
        }
        out.reset();
        try {
            Sender.send(answer, head, out);
            return true;
        } catch (IOException | RuntimeException again) {
            return false;
        }
    }

    /** Reads what is left of a body: closing on a client that still sends would lose its answer. */
    private static void drain(Request jetty, SentBody body) {
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

    private static int length(Request jetty) {
        String target = jetty.getHttpURI().getPathQuery();
        return target == null ? 0 : target.length();
    }

    private static boolean hasBody(Request jetty) {
        return jetty.getLength() > 0 || jetty.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private static boolean expectsContinue(Request jetty) {
        return jetty.getHeaders().contains(HttpHeader.EXPECT);
    }
}
