package io.clew.protocol.sagemaker.forward;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake of Amazon SageMaker: answers what a test told it to, and remembers what it was asked. */
public final class FakeSageMaker implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** Is one call that came. */
    public record Asked(String target, String authorization, String token, String body) {}

    public FakeSageMaker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        asked.add(
                new Asked(
                        target,
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        String.valueOf(
                                exchange.getRequestHeaders().getFirst("X-Amz-Security-Token")),
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        String operation = target.substring(target.indexOf('.') + 1);
        String elsewhere = redirects.get(operation);
        if (elsewhere != null) {
            exchange.getResponseHeaders().set("Location", elsewhere);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        String answer = answers.get(operation);
        byte[] body =
                (answer == null
                                ? "{\"__type\":\"ResourceInUse\",\"Message\":\"a fake says no\"}"
                                : answer)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("x-amzn-RequestId", "of-the-fake");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(answer == null ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Tells what an operation is answered; single quotes stand for double ones. */
    public void answers(String operation, String json) {
        answers.put(operation, json.replace('\'', '"'));
    }

    /** Tells where an operation is redirected to. */
    public void redirects(String operation, String address) {
        redirects.put(operation, address);
    }

    public List<Asked> asked() {
        return asked;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
