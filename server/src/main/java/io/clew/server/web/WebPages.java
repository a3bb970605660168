package io.clew.server.web;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.http.Status;
import io.clew.model.ClewException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Answers every address that no protocol owns: with a file of the web, else with its one page,
 * which draws the address itself.
 *
 * <p>The page never answers where a client of some protocol may ask: a client that expects JSON
 * must get 404 there, also while Clew does not speak that protocol.
 */
public final class WebPages implements Protocol {
    private static final String FOLDER = "web";
    private static final String PAGE = "/index.html";

    /** Where the build puts files whose names carry a digest of their content. */
    private static final String HASHED = "/assets/";

    private static final List<String> PROTOCOLS =
            List.of("/api", "/ajax-api", "/metaflow", "/aws", "/marquez", "/mlflow", "/v1");

    /** Paths of files; everything else, such as {@code ..}, is no file whatever it resolves to. */
    private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "web";
    }

    @Override
    public List<String> prefixes() {
        return List.of("/");
    }

    @Override
    public List<Route> routes() {
        return List.of();
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return refuse(Status.of(refusal.code()), refusal);
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return Response.text(status, refusal.getMessage() + "\n");
    }

    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        String path = request.rawPath();
        if (isProtocols(path)) {
            return Response.text(404, "Nothing is here.\n");
        }
        if (request.method() != Method.GET && request.method() != Method.HEAD) {
            return Response.text(405, "Pages are only read.\n").withHeader("Allow", "GET, HEAD");
        }
        Optional<Asset> file = FILE.matcher(path).matches() ? asset(path) : Optional.empty();
        if (file.isPresent() || path.startsWith(HASHED)) {
            return file.map(asset -> send(request, asset, path.startsWith(HASHED)))
                    .orElseGet(() -> Response.text(404, "No such file.\n"));
        }
        return asset(PAGE)
                .map(page -> send(request, page, false))
                .orElseGet(() -> Response.text(404, "This Clew was built without its web.\n"));
    }

    private static boolean isProtocols(String path) {
        return PROTOCOLS.stream()
                .anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    private Optional<Asset> asset(String path) {
        Asset known = assets.get(path);
        if (known == null) {
            known = Asset.load(FOLDER + path);
            // Only what exists is remembered: what people mistype has no end.
            if (known != null) {
                assets.put(path, known);
            }
        }
        return Optional.ofNullable(known);
    }

    private static Response send(Request request, Asset asset, boolean hashed) {
        boolean unchanged =
                request.header("If-None-Match").filter(asset.etag()::equals).isPresent();
        boolean packs =
                asset.packed() != null
                        && request.header("Accept-Encoding").orElse("").contains("gzip");
        Response answer =
                unchanged
                        ? Response.empty(304)
                        : Response.bytes(
                                200,
                                asset.contentType(),
                                packs && asset.packed() != null ? asset.packed() : asset.bytes());
        if (packs && !unchanged) {
            answer = answer.withHeader("Content-Encoding", "gzip");
        }
        return answer.withHeader("ETag", asset.etag())
                .withHeader("Vary", "Accept-Encoding")
                .withHeader(
                        "Cache-Control",
                        hashed ? "public, max-age=31536000, immutable" : "no-cache")
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("Cross-Origin-Opener-Policy", "same-origin")
                .withHeader("Referrer-Policy", "same-origin");
    }
}
