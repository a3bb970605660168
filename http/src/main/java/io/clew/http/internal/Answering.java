package io.clew.http.internal;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the answer to a request, whatever brought it here.
 *
 * <p>A refusal is rendered by the protocol that the path belongs to. A defect is logged once, with
 * an id that the answer carries too, and its details stay in the log.
 */
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final Router router;
    private final Guard guard;
    private final Room room = Room.ofHeap();

    /** Holds a request on its way to an answer. */
    record Asked(RoutedRequest request, Router.Match match, SentBody body) {}

    Answering(Router router, Guard guard) {
        this.router = router;
        this.guard = guard;
    }

    /** Finds who answers a request of a known method. */
    Asked route(Arrival arrival, Method method) {
        Router.Match match = router.match(method, arrival.path());
        Route route = match.route();
        SentBody body =
                new SentBody(
                        arrival, route == null ? Route.BODY_BYTES_MAX : route.bodyBytesMax(), room);
        return new Asked(new RoutedRequest(arrival, method, match, body), match, body);
    }

    /** Answers; never fails. */
    Response answer(Asked asked) {
        Router.Match match = asked.match();
        try {
            guard.check(asked.request());
            asked.request().decode();
            return match.route() == null
                    ? match.protocol().unknownRoute(asked.request(), match.allowed())
                    : match.route().handler().handle(asked.request());
        } catch (ClewException refusal) {
            return match.protocol().refuse(asked.request(), refusal);
        } catch (Throwable failure) {
            return match.protocol().refuse(asked.request(), refusal(asked, failure));
        } finally {
            asked.body().release();
        }
    }

    private static ClewException refusal(Asked asked, Throwable failure) {
        if (asked.request().clientLeft()) {
            return new ClewException(ErrorCode.UNAVAILABLE, "The client left");
        }
        return asked.body().clientGone()
                ? new ClewException(
                        ErrorCode.INVALID_PARAMETER, "The body ended before it was complete")
                : logged(asked.request(), failure);
    }

    /** Answers for a body or a refusal that failed while it was made. */
    Response recovered(Asked asked, Throwable defect) {
        ClewException refusal =
                defect instanceof ClewException known ? known : logged(asked.request(), defect);
        return asked.match().protocol().refuse(asked.request(), refusal);
    }

    /**
     * Answers what could not be read as a request, in the form of whoever its path belongs to.
     *
     * @param status HTTP's own for what is wrong
     */
    Response unread(String path, int status, String message) {
        return router.owner(path).refuse(status, new ClewException(code(status), message));
    }

    /** Returns the method of that name; null when there is none. */
    static @Nullable Method method(String name) {
        for (Method method : Method.values()) {
            if (method.name().equals(name)) {
                return method;
            }
        }
        return null;
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 413, 414, 431 -> ErrorCode.LIMIT_EXCEEDED;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> status < 500 ? ErrorCode.INVALID_PARAMETER : ErrorCode.INTERNAL;
        };
    }

    private static ClewException logged(RoutedRequest request, Throwable defect) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("{} {} failed, id {}", request.method(), request.rawPath(), id, defect);
        return new ClewException(
                ErrorCode.INTERNAL,
                "Clew failed to answer; its log has the details under the id " + id);
    }
}
