package io.clew.http;

import io.clew.http.internal.JettyServer;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Serves protocols over HTTP until it is closed. */
public interface HttpServer extends AutoCloseable {

    /**
     * Says where to listen.
     *
     * @param host a name or address of this machine
     * @param port a TCP port; 0 takes any free one
     * @param insecure whether to listen beyond this machine although there is no access control
     * @param allowedHosts names that clients may call the server by, besides its own and loopback
     */
    record Binding(String host, int port, boolean insecure, Set<String> allowedHosts) {
        public Binding {
            allowedHosts = Set.copyOf(allowedHosts);
        }

        /** Listens on this machine only. */
        public static Binding loopback(int port) {
            return new Binding("127.0.0.1", port, false, Set.of());
        }
    }

    /**
     * Checks a binding before anything is opened for it.
     *
     * @throws io.clew.model.ClewException when the host is unknown or open to others without leave,
     *     or the port is taken
     */
    static void check(Binding binding) {
        JettyServer.check(binding);
    }

    /**
     * Starts to serve.
     *
     * @param protocols who answers; the longest prefix owns a path that has no route
     * @throws io.clew.model.ClewException when the binding is refused or the port is taken; the
     *     message is for the person who starts it
     * @throws IllegalArgumentException when two routes take the same requests
     */
    static HttpServer start(Binding binding, List<Protocol> protocols) {
        return start(binding, protocols, List.of());
    }

    /**
     * Starts to serve, also below longer paths.
     *
     * @param mounts asked in order; the first that a path is below counts
     */
    static HttpServer start(Binding binding, List<Protocol> protocols, List<Mount> mounts) {
        return JettyServer.start(binding, protocols, mounts);
    }

    /** Returns the address to reach it at. */
    URI address();

    /** Stops: takes no more requests, lets those in flight be answered, then closes. */
    @Override
    void close();
}
