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
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stops the work for a client that left, over real sockets, and no other work. */
@Timeout(60)
class DeparturesTests {

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);
    private final CompletableFuture<String> outcome = new CompletableFuture<>();
    private final JettyServer server =
            JettyServer.start(HttpServer.Binding.loopback(0), List.of(new Slow()), List.of());

    /** Thinks until it is told to finish. */
    private final class Slow implements Protocol {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public List<String> prefixes() {
            return List.of("/slow");
        }

        @Override
        public List<Route> routes() {
            return List.of(
                    Route.of(Method.GET, "/slow", this::think),
                    Route.of(Method.GET, "/slow/quick", request -> Response.text(200, "quick")));
        }

        private Response think(Request request) throws Exception {
            return request.whileClientWaits(
                    () -> {
                        started.countDown();
                        try {
                            finish.await();
                            outcome.complete("finished");
                        } catch (InterruptedException stopped) {
                            outcome.complete("stopped");
                            throw stopped;
                        }
                        return Response.text(200, "slow");
                    });
        }

        @Override
        public Response unknownRoute(Request request, Set<Method> allowed) {
            return Response.empty(404);
        }

        @Override
        public Response refuse(Request request, ClewException refusal) {
            return Response.text(500, String.valueOf(refusal.getMessage()));
        }

        @Override
        public Response refuse(int status, ClewException refusal) {
            return Response.text(status, String.valueOf(refusal.getMessage()));
        }
    }

    @AfterEach
    void stop() {
        finish.countDown();
        server.close();
    }

    @Test
    void workForAClientThatClosesIsStopped() throws Exception {
        Socket client = ask("/slow");
        started.await();
        client.close();

        assertThat(outcome.get()).isEqualTo("stopped");
        waitUntil(() -> server.departures().watched() == 0);
    }

    @Test
    void workForAClientThatResetsIsStopped() throws Exception {
        Socket client = ask("/slow");
        started.await();
        client.setSoLinger(true, 0);
        client.close();

        assertThat(outcome.get()).isEqualTo("stopped");
    }

    @Test
    void aClientThatWaitsGetsItsAnswerHoweverOftenItWasLookedAt() throws Exception {
        try (Socket client = ask("/slow")) {
            started.await();
            long looks = server.departures().looks();
            waitUntil(() -> server.departures().looks() > looks + 3);
            finish.countDown();

            assertThat(outcome.get()).isEqualTo("finished");
            assertThat(read(client, "slow")).contains(" 200 ");
        }
    }

    @Test
    void whatAClientSendsMeanwhileIsItsNextRequest() throws Exception {
        try (Socket client = ask("/slow")) {
            started.await();
            send(client, "/slow/quick");
            waitUntil(() -> server.departures().watched() == 0);
            finish.countDown();

            assertThat(read(client, "quick")).contains("slow").contains(" 200 ");
        }
    }

    private Socket ask(String path) throws IOException {
        Socket client = new Socket("127.0.0.1", server.address().getPort());
        send(client, path);
        return client;
    }

    private static void send(Socket client, String path) throws IOException {
        client.getOutputStream()
                .write(
                        "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .formatted(path)
                                .getBytes(US_ASCII));
    }

    private static String read(Socket client, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            int next = client.getInputStream().read();
            assertThat(next).as("closed after: " + text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }

    private static void waitUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
            Thread.yield();
        }
    }
}
