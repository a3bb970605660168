package io.clew.http.internal;

import io.clew.http.HttpServer;
import io.clew.http.Mount;
import io.clew.http.Protocol;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Runs Jetty: a few platform threads for sockets, a virtual thread for each request. */
public final class JettyServer implements HttpServer {
    /** Room for a long filter in a query and a token; more is answered 431 or 414. */
    static final int REQUEST_HEADER_BYTES_MAX = 128 << 10;

    /**
     * Most open connections: a client's pool holds ten or so, and an idle one costs some kilobytes.
     * When they are taken, more wait to be accepted, and silence ends a connection much sooner.
     */
    private static final int CONNECTIONS_MAX = 8192;

    private static final long IDLE_WHEN_FULL_MILLIS_MAX = 3_000;

    /** A connection that says nothing for this long is closed. */
    private static final long IDLE_MILLIS_MAX = 60_000;

    /** How long a stop waits for requests in flight. */
    private static final long STOP_MILLIS_MAX = 15_000;

    private static final int SOCKET_THREADS_MAX = 16;

    private final Server server;
    private final URI address;
    private final Departures departures;

    private JettyServer(Server server, URI address, Departures departures) {
        this.server = server;
        this.address = address;
        this.departures = departures;
    }

    /** Returns the address to listen on; see {@link HttpServer#check}. */
    public static InetAddress check(Binding binding) {
        InetAddress address = resolve(binding.host());
        if (!address.isLoopbackAddress() && !binding.insecure()) {
            throw new ClewException(
                    ErrorCode.FORBIDDEN,
                    "Clew has no access control yet, so it listens on this machine only; host "
                            + binding.host()
                            + " would open it to others: add --insecure if that is meant");
        }
        try (ServerSocket probe = new ServerSocket(binding.port(), 1, address)) {
            return probe.getInetAddress();
        } catch (IOException failure) {
            throw cannotListen(binding, failure);
        }
    }

    /** Starts a server; see {@link HttpServer#start}. */
    public static JettyServer start(Binding binding, List<Protocol> protocols, List<Mount> mounts) {
        return start(binding, protocols, mounts, SlowClients.PATIENCE_MILLIS);
    }

    static JettyServer start(Binding binding, List<Protocol> protocols, long patienceMillis) {
        return start(binding, protocols, List.of(), patienceMillis);
    }

    private static JettyServer start(
            Binding binding, List<Protocol> protocols, List<Mount> mounts, long patienceMillis) {
        InetAddress address = check(binding);
        QueuedThreadPool threads = new QueuedThreadPool(SOCKET_THREADS_MAX, 4);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory()));
        Server server = new Server(threads);
        ServerConnector connector =
                new ServerConnector(server, 1, 2, new Connections(configuration()));
        connector.setHost(address.getHostAddress());
        connector.setPort(binding.port());
        connector.setIdleTimeout(IDLE_MILLIS_MAX);
        server.addConnector(connector);
        NetworkConnectionLimit limit = new NetworkConnectionLimit(CONNECTIONS_MAX, connector);
        limit.setEndPointIdleTimeout(IDLE_WHEN_FULL_MILLIS_MAX);
        server.addBean(limit);
        SlowClients slow = new SlowClients(connector, patienceMillis);
        server.addBean(slow);
        Departures departures = new Departures(connector);
        server.addBean(departures);
        server.setStopTimeout(STOP_MILLIS_MAX);
        Guard guard = new Guard(names(binding, address), !address.isLoopbackAddress());
        Answering answering = new Answering(new Router(protocols, new Bare()), guard);
        server.setErrorHandler(new Unread(answering));
        server.setHandler(new GracefulHandler(new Dispatcher(answering, mounts, slow, departures)));
        launch(server, binding);
        return new JettyServer(server, uri(binding.host(), connector.getLocalPort()), departures);
    }

    /** Returns who watches whether clients leave. */
    Departures departures() {
        return departures;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP server did not stop cleanly", failure);
        }
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(REQUEST_HEADER_BYTES_MAX);
        // The raw path goes to our own router, which reads no escape twice, so none is ambiguous.
        configuration.setUriCompliance(
                new UriCompliance("raw", EnumSet.allOf(UriCompliance.Violation.class)));
        return configuration;
    }

    private static void launch(Server server, Binding binding) {
        try {
            server.start();
        } catch (Exception failure) {
            stopQuietly(server, failure);
            if (failure instanceof IOException) {
                throw cannotListen(binding, failure);
            }
            throw new IllegalStateException("the HTTP server did not start", failure);
        }
    }

    private static ClewException cannotListen(Binding binding, Exception failure) {
        return new ClewException(
                ErrorCode.UNAVAILABLE,
                "Cannot listen on %s port %d: %s. Another port is chosen by --port"
                        .formatted(binding.host(), binding.port(), reason(failure)));
    }

    private static URI uri(String host, int port) {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static void stopQuietly(Server server, Exception failure) {
        try {
            server.stop();
        } catch (Exception again) {
            failure.addSuppressed(again);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw ClewException.invalid(
                    "host",
                    "host must be a name or address of this machine, and is '" + host + "'");
        }
    }

    private static Set<String> names(Binding binding, InetAddress address) {
        Set<String> names = new TreeSet<>();
        binding.allowedHosts().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.add(binding.host().toLowerCase(Locale.ROOT));
        if (!address.isLoopbackAddress()) {
            try {
                names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
            } catch (UnknownHostException nameless) {
                return names;
            }
        }
        return names;
    }
}
