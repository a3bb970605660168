package io.clew.cli.serve;

import io.clew.server.Clew;
import io.clew.server.config.Config;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Runs one server until the process is told to end, and tells people how to use it. */
record Running(Clew clew, Config config, URI address) {
    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");
    private static final int DEFAULT_PORT = 5757;

    /** Starts a server that stops cleanly at Ctrl-C and SIGTERM. */
    static Running start(Config config) {
        Clew clew = Clew.start(config);
        HeapKeeper.start();
        Runtime.getRuntime().addShutdownHook(new Thread(clew::close, "stop"));
        return new Running(clew, config, reachable(clew.address()));
    }

    /** Prints the ready line and what to export for each tool. */
    void announce(PrintWriter out) {
        out.printf("Clew is ready at %s (%s)%n", address, openness());
        out.printf("  export MLFLOW_TRACKING_URI=%s%n", address);
        if (address.getPort() != DEFAULT_PORT || !address.getHost().equals("127.0.0.1")) {
            out.printf("  export CLEW_SERVER=%s%n", address);
        }
        out.flush();
    }

    /** Waits until the process is told to end. */
    void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private String openness() {
        return config.insecure()
                ? "INSECURE: anyone who reaches this address can read and change everything"
                : "no access control yet: open to everyone on this machine, and to nobody else";
    }

    private static URI reachable(URI address) {
        if (!ANY_ADDRESS.contains(address.getHost())) {
            return address;
        }
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return URI.create("http://" + name + ":" + address.getPort());
        } catch (UnknownHostException nameless) {
            return URI.create("http://127.0.0.1:" + address.getPort());
        }
    }
}
