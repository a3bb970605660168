package io.clew.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clew.http.json.Json;
import io.clew.model.ClewException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Tells a test what the server understood. */
final class EchoProtocol implements Protocol {
    static final long BODY_BYTES_MAX = 100_000;

    /** The file that {@code /echo/file} sends. */
    Path file = Path.of("missing");

    /** What became of the last upload to {@code /echo/upload}: its length, or its failure. */
    CompletableFuture<Long> upload = new CompletableFuture<>();

    final CountDownLatch slowBegun = new CountDownLatch(1);
    final CountDownLatch slowMayEnd = new CountDownLatch(1);

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public List<String> prefixes() {
        return List.of("/echo");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of(Method.GET, "/echo/path/{one}/{rest...}", EchoProtocol::path),
                Route.of(Method.GET, "/echo/query", EchoProtocol::query),
                Route.of(Method.GET, "/echo/caller", EchoProtocol::caller),
                new Route(Method.POST, "/echo/body", BODY_BYTES_MAX, EchoProtocol::body),
                new Route(Method.PUT, "/echo/upload", 0, this::upload),
                Route.of(Method.GET, "/echo/file", this::file),
                Route.of(Method.GET, "/echo/many/{count}", EchoProtocol::many),
                Route.of(Method.GET, "/echo/half", request -> broken(1 << 20)),
                Route.of(Method.GET, "/echo/unmade", request -> broken(10)),
                Route.of(Method.GET, "/echo/slow", request -> slow()),
                Route.of(
                        Method.GET,
                        "/echo/defect",
                        request -> {
                            throw new IllegalStateException("secret of the server");
                        }));
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return refuse(Status.of(refusal.code()), refusal);
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return Response.json(
                status,
                Json.bytes(
                        out ->
                                out.text("code", refusal.code().name())
                                        .text("message", refusal.getMessage())
                                        .text("field", refusal.field())));
    }

    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        return Response.text(allowed.isEmpty() ? 404 : 405, new TreeSet<>(allowed).toString());
    }

    private static Response path(Request request) {
        return Response.text(
                200,
                request.rawPath()
                        + " "
                        + request.rawPathParam("one")
                        + " "
                        + request.pathParam("one")
                        + " "
                        + request.pathParam("rest"));
    }

    private static Response query(Request request) {
        return Response.text(200, request.query().values().toString());
    }

    private static Response caller(Request request) {
        Caller caller = request.caller();
        return Response.text(200, caller + " " + caller.bearer());
    }

    private static Response body(Request request) throws IOException {
        return Response.bytes(200, "application/octet-stream", request.body().bytes());
    }

    private Response upload(Request request) throws IOException {
        try (InputStream in = request.body().stream()) {
            long bytes = 0;
            byte[] buffer = new byte[8192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
            }
            upload.complete(bytes);
            return Response.text(200, request.body().declaredLength() + " " + bytes);
        } catch (IOException cutOff) {
            upload.completeExceptionally(cutOff);
            throw cutOff;
        }
    }

    private Response file(Request request) {
        return new Response(
                200,
                java.util.Map.of("Content-Type", "text/html"),
                new Response.Content.File(file, 2, 5));
    }

    private static Response many(Request request) {
        int count = Integer.parseInt(request.pathParam("count"));
        return Response.stream(
                200,
                "text/plain",
                -1,
                out -> {
                    for (int i = 0; i < count; i++) {
                        out.write((i + "\n").getBytes(UTF_8));
                    }
                });
    }

    private static Response broken(int bytes) {
        return Response.stream(
                200,
                "text/plain",
                -1,
                out -> {
                    out.write(new byte[bytes]);
                    throw new UncheckedIOException(new IOException("disk of the server"));
                });
    }

    private Response slow() throws InterruptedException {
        slowBegun.countDown();
        slowMayEnd.await();
        return Response.text(200, "slow");
    }
}
