package io.clew.http.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Notices that a client left while its answer is being made, and interrupts the thread that makes
 * it.
 *
 * <p>Jetty reads from a connection only when it expects something, so while a request without a
 * body is answered nobody would see that the connection ended. Here one byte is read now and then,
 * and put back where the next request begins. A client that only says that it will send no more is
 * taken for one that left, as other servers do: but for the very first moment, which is longer than
 * nearly all answers take.
 */
final class Departures extends AbstractLifeCycle {

    private static final long LOOK_MILLIS = 200;

    private final ServerConnector connector;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private volatile long looks;
    private volatile Scheduler.Task next = () -> false;

    Departures(ServerConnector connector) {
        this.connector = connector;
    }

    /** Begins to watch the client for the calling thread; {@link Waiting#end} ends it. */
    Waiting watch(Request jetty) {
        boolean sendsNothing =
                jetty.getLength() <= 0
                        && !jetty.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (sendsNothing
                && jetty.getConnectionMetaData().getConnection()
                        instanceof HttpConnection connection) {
            Wait wait = new Wait(connection, Thread.currentThread());
            waits.add(wait);
            return wait;
        }
        return Waiting.UNWATCHED;
    }

    /** Returns how many clients are watched. */
    int watched() {
        return waits.size();
    }

    /** Returns how often all clients were looked at. */
    long looks() {
        return looks;
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

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // only the scheduler's one task counts
    private void look() {
        waits.forEach(Wait::look);
        looks++;
        if (isRunning() || isStarting()) {
            lookLater();
        }
    }

    /** One client that waits, while Jetty reads nothing from its connection. */
    private final class Wait implements Waiting {
        private final HttpConnection connection;
        private final Thread thread;
        private boolean isOld;
        private boolean isOver;
        private boolean left;

        Wait(HttpConnection connection, Thread thread) {
            this.connection = connection;
            this.thread = thread;
        }

        /** The first look comes too soon: nearly all answers are made by the second. */
        synchronized void look() {
            if (isOver || !isOld) {
                isOld = true;
                return;
            }
            ByteBuffer one = BufferUtil.allocate(1);
            int read = connection.isRequestBufferEmpty() ? read(one) : 1;
            if (read == 0) {
                return;
            }
            waits.remove(this);
            if (read < 0) {
                left = true;
                thread.interrupt();
            } else if (one.hasRemaining()) {
                connection.onUpgradeTo(one);
            }
        }

        private int read(ByteBuffer into) {
            try {
                return connection.getEndPoint().fill(into);
            } catch (IOException broken) {
                return -1;
            }
        }

        @Override
        public synchronized boolean end() {
            isOver = true;
            waits.remove(this);
            if (left) {
                Thread.interrupted();
            }
            return left;
        }
    }
}
