package io.clew.store.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs Debian's PostgreSQL for tests: on a free port of the loopback, in a folder of its own, never
 * as root, ended by its own handle.
 *
 * <p>Where PostgreSQL is not installed it fails and names the package; it never skips.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final int PORT_ATTEMPTS = 5;

    private final Path binaries;
    private final Path folder;
    private final boolean isDurable;
    private final AtomicInteger databases = new AtomicInteger();
    private int port;
    private @Nullable Process process;

    private PostgresServer(Path binaries, Path folder, boolean isDurable) {
        this.binaries = binaries;
        this.folder = folder;
        this.isDurable = isDurable;
    }

    /** Returns the server that all tests of this JVM share; it ends with the JVM. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Starts a server of one's own, to be stopped and started at will. */
    public static PostgresServer start() {
        return start(false);
    }

    /** Starts a server that waits for the disk, as a real one does: for measurements. */
    public static PostgresServer startDurable() {
        return start(true);
    }

    private static PostgresServer start(boolean isDurable) {
        try {
            Path folder = Files.createTempDirectory("clew-postgres-");
            PostgresServer server = new PostgresServer(findBinaries(), folder, isDurable);
            server.initialize();
            server.resume();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be started", e);
        }
    }

    /** Makes an empty database and returns its {@code postgres://} URL. */
    public String newDatabase() {
        String name = "clew_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE template0");
        return url(name);
    }

    /** Copies a database that nobody is connected to, and returns the copy's URL. */
    public String newCopy(String url) {
        String name = "clew_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + URI.create(url).getPath().substring(1));
        return url(name);
    }

    /** Returns the URL of a database by name. */
    public String url(String database) {
        return "postgres://clew@127.0.0.1:" + port + "/" + database;
    }

    /** Runs a statement as the server's owner, outside any database of a test. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Ends the connections of a database, as an operator's {@code pg_terminate_backend} does. */
    public void killConnections(String url) {
        String database = URI.create(url).getPath().substring(1);
        execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + database
                        + "'");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=clew");
    }

    /** Stops the server as a crash would: at once, its connections cut. */
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        run(
                List.of(
                        binaries.resolve("pg_ctl").toString(),
                        "stop",
                        "-w",
                        "-m",
                        "immediate",
                        "-D",
                        data().toString()));
        try {
            if (!running.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    /** Starts the server again, on the same port and data. */
    public void resume() {
        for (int attempt = 1; ; attempt++) {
            if (port == 0 || attempt > 1) {
                port = freePort();
            }
            try {
                launch();
                return;
            } catch (IllegalStateException e) {
                if (attempt == PORT_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void launch() {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(
                List.of(
                        binaries.resolve("postgres").toString(),
                        "-D",
                        data().toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-k",
                        folder.toString(),
                        "-c",
                        "max_connections=200",
                        "-c",
                        "fsync=" + (isDurable ? "on" : "off")));
        try {
            Process started =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log())
                            .start();
            process = started;
            awaitReady(started);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitReady(Process started) throws IOException {
        Instant deadline = Instant.now().plus(START_MAX);
        SQLException last = new SQLException("not tried");
        while (started.isAlive() && Instant.now().isBefore(deadline)) {
            try (Connection connection = connect()) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException e) {
                last = e;
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException(
                "PostgreSQL does not answer: " + Files.readString(log().toPath()), last);
    }

    private void initialize() throws IOException {
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(
                List.of(
                        binaries.resolve("initdb").toString(),
                        "-D",
                        data().toString(),
                        "-A",
                        "trust",
                        "-U",
                        "clew",
                        "--encoding=UTF8",
                        "--locale=C",
                        "-N"));
        runPlain(command);
    }

    private void run(List<String> command) {
        List<String> whole = new ArrayList<>();
        if (!command.getFirst().equals("chown")) {
            whole.addAll(asOrdinaryUser());
        }
        whole.addAll(command);
        runPlain(whole);
    }

    private void runPlain(List<String> command) {
        try {
            Process running =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            String output = new String(running.getInputStream().readAllBytes());
            if (running.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** PostgreSQL refuses to run as root; Debian's package makes a user for it. */
    private static List<String> asOrdinaryUser() {
        return isRoot()
                ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--")
                : List.of();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path findBinaries() throws IOException {
        List<Path> versions = List.of();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> all = Files.list(DEBIAN)) {
                versions =
                        all.map(version -> version.resolve("bin"))
                                .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                                .sorted(Comparator.comparing(PostgresServer::majorVersion))
                                .toList();
            }
        }
        if (!versions.isEmpty()) {
            return versions.getLast();
        }
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(entry, "initdb"))) {
                return Path.of(entry);
            }
        }
        throw new IllegalStateException(
                "PostgreSQL is not installed: install Debian's package postgresql"
                        + " (apt-get install postgresql), or put initdb and postgres on the PATH");
    }

    private static int majorVersion(Path bin) {
        return Integer.parseInt(bin.getName(bin.getNameCount() - 2).toString().split("\\.")[0]);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private File log() {
        return folder.resolve("postgres.log").toFile();
    }

    /** Stops the server and removes its folder. */
    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Stops the server and leaves its folder to {@code rm}: tens of thousands of files, which a JVM
     * that ends must not wait for.
     */
    private void leave() {
        stop();
        try {
            new ProcessBuilder("rm", "-rf", folder.toString()).start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts once, on first use. */
    private static final class Shared {
        private static final PostgresServer SERVER = startShared();

        private static PostgresServer startShared() {
            PostgresServer server = PostgresServer.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::leave));
            return server;
        }
    }
}
