package io.clew.http.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.HttpServer;
import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.model.ClewException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowClientsTests {
    private static final long PATIENCE_MILLIS = 600;
    private static final int LARGE_BYTES = 64 << 20;

    /** Takes bodies and sends large ones. */
    private static final class Bulk implements Protocol {
        final CompletableFuture<Object> upload = new CompletableFuture<>();
        final CompletableFuture<Object> download = new CompletableFuture<>();

        @Override
        public String name() {
            return "bulk";
        }

        @Override
        public List<String> prefixes() {
            return List.of("/bulk");
        }

        @Override
        public List<Route> routes() {
            return List.of(
                    new Route(Method.PUT, "/bulk", 0, this::take),
                    Route.of(Method.GET, "/bulk", request -> give()),
                    Route.of(Method.GET, "/bulk/small", request -> Response.text(200, "small")));
        }

        private Response take(Request request) throws Exception {
            try (InputStream in = request.body().stream()) {
                upload.complete((long) in.readAllBytes().length);
            } catch (IOException | RuntimeException cut) {
                upload.complete(cut);
                throw cut;
            }
            return Response.text(200, "taken");
        }

        private Response give() {
            return Response.stream(
                    200,
                    "application/octet-stream",
                    LARGE_BYTES,
                    out -> {
                        try {
                            for (int sent = 0; sent < LARGE_BYTES; sent += 1 << 16) {
                                out.write(new byte[1 << 16]);
                            }
                            download.complete("whole");
                        } catch (IOException cut) {
                            download.complete(cut);
                            throw cut;
                        }
                    });
        }

        @Override
        public Response refuse(Request request, ClewException refusal) {
            return refuse(500, refusal);
        }

        @Override
        public Response refuse(int status, ClewException refusal) {
            return Response.text(status, "refused");
        }

        @Override
        public Response unknownRoute(Request request, Set<Method> allowed) {
            return Response.text(404, "unknown");
        }
    }

    private final Bulk bulk = new Bulk();
    private final JettyServer server =
            JettyServer.start(HttpServer.Binding.loopback(0), List.of(bulk), PATIENCE_MILLIS);
    private final ScheduledExecutorService dripper = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        dripper.shutdownNow();
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(
                new InetSocketAddress(server.address().getHost(), server.address().getPort()));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private void drip(Socket socket, int bytesEachTime) {
        dripper.scheduleAtFixedRate(
                () -> {
                    try {
                        socket.getOutputStream()
                                .write("x".repeat(bytesEachTime).getBytes(US_ASCII));
                    } catch (IOException cut) {
                        throw new IllegalStateException(cut);
                    }
                },
                0,
                50,
                TimeUnit.MILLISECONDS);
    }

    /** Reads to the end of the connection, by whichever way it ends. */
    private static String untilCut(Socket socket) throws IOException {
        StringBuilder read = new StringBuilder();
        try {
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                read.append((char) b);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("it was not cut", open);
        } catch (IOException reset) {
            return read.toString();
        }
        return read.toString();
    }

    private static void ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(US_ASCII));
    }

    @Test
    void cutsHeadersThatComeAByteAtATime() throws Exception {
        try (Socket slow = connect()) {
            ask(slow, "GET /bulk/small HTTP/1.1\nHost: localhost\nX-Slow: ");
            drip(slow, 1);
            assertThat(untilCut(slow)).doesNotContain("small");
        }
    }

    @Test
    void cutsABodyThatComesAByteAtATime() throws Exception {
        try (Socket slow = connect()) {
            ask(slow, "PUT /bulk HTTP/1.1\nHost: localhost\nContent-Length: 1000000\n\n");
            drip(slow, 1);
            untilCut(slow);
            assertThat(bulk.upload.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void cutsAReaderThatDoesNotRead() throws Exception {
        try (Socket slow = connect()) {
            ask(slow, "GET /bulk HTTP/1.1\nHost: localhost\n\n");
            assertThat(bulk.download.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void leavesABodyAloneThatComesFastEnough() throws Exception {
        int each = 4 * Pace.BYTES_A_SECOND_MIN / 20;
        try (Socket steady = connect()) {
            ask(
                    steady,
                    "PUT /bulk HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: %d\n\n"
                            .formatted(each * 60));
            drip(steady, each);
            assertThat(bulk.upload.get(20, TimeUnit.SECONDS)).isEqualTo(each * 60L);
        }
    }

    @Test
    void leavesAConnectionAloneThatAsksNowAndThen() throws Exception {
        try (Socket idle = connect()) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(3 * PATIENCE_MILLIS);
            while (System.nanoTime() < end) {
                ask(idle, "GET /bulk/small HTTP/1.1\nHost: localhost\n\n");
                byte[] answer = new byte[4096];
                assertThat(idle.getInputStream().read(answer)).isPositive();
            }
        }
    }
}
