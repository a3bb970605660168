package io.clew.http.internal;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections of clients that send or take a byte now and then, which no time-out for silence
 * ends: each would hold a connection and its buffers for as long as it likes.
 */
final class SlowClients extends AbstractLifeCycle {

    /** How long a request's first line and headers may take, and a body may stand still. */
    static final long PATIENCE_MILLIS = 20_000;

    private static final long LOOK_MILLIS = 500;

    private static final Set<HttpParser.State> IN_HEADERS =
            EnumSet.range(HttpParser.State.METHOD, HttpParser.State.HEADER);

    /** A connection whose headers are on their way, since when, and after how many requests. */
    private record Headers(long sinceNanos, long requests) {}

    private final ServerConnector connector;
    private final long patienceMillis;
    private final Set<Pace> transfers = ConcurrentHashMap.newKeySet();
    private Map<EndPoint, Headers> incomplete = new HashMap<>();
    private volatile Scheduler.Task next = () -> false;

    SlowClients(ServerConnector connector, long patienceMillis) {
        this.connector = connector;
        this.patienceMillis = patienceMillis;
    }

    /** Begins to watch a request; {@link #leave} ends it. */
    Pace watch(Request request) {
        EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
        Pace pace = new Pace(patienceMillis, client::close);
        transfers.add(pace);
        return pace;
    }

    void leave(Pace pace) {
        transfers.remove(pace);
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    @Override
    protected void doStop() {
        next.cancel();
    }

    private void lookLater() {
        next = connector.getScheduler().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        for (Pace transfer : transfers) {
            if (transfer.isTooSlow(now)) {
                transfer.cut();
            }
        }
        cutSlowHeaders(now);
        if (isRunning() || isStarting()) {
            lookLater();
        }
    }

    private void cutSlowHeaders(long now) {
        Map<EndPoint, Headers> still = new HashMap<>();
        for (EndPoint client : connector.getConnectedEndPoints()) {
            if (client.getConnection() instanceof HttpConnection connection
                    && IN_HEADERS.contains(connection.getParser().getState())) {
                long requests = connection.getMessagesIn();
                Headers before = incomplete.get(client);
                Headers headers =
                        before != null && before.requests == requests
                                ? before
                                : new Headers(now, requests);
                if (now - headers.sinceNanos > TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
                    client.close();
                } else {
                    still.put(client, headers);
                }
            }
        }
        incomplete = still;
    }
}
