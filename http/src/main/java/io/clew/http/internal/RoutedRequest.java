package io.clew.http.internal;

import io.clew.http.Body;
import io.clew.http.Caller;
import io.clew.http.Method;
import io.clew.http.Query;
import io.clew.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Shows one request as a handler sees it. */
final class RoutedRequest implements Request {
    private final Arrival arrival;
    private final Method method;
    private final Router.Match match;
    private final SentBody body;
    private final Map<String, String> decoded = new HashMap<>();
    private @Nullable Query query;
    private boolean clientLeft;

    RoutedRequest(Arrival arrival, Method method, Router.Match match, SentBody body) {
        this.arrival = arrival;
        this.method = method;
        this.match = match;
        this.body = body;
    }

    /**
     * Decodes path parameters and query, so that a bad escape is refused before a handler runs.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER
     */
    void decode() {
        match.rawParams().forEach((name, raw) -> decoded.put(name, Percent.decodePath(name, raw)));
        query();
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public String rawPath() {
        return arrival.path();
    }

    @Override
    public String pathParam(String name) {
        return known(name, decoded.get(name));
    }

    @Override
    public String rawPathParam(String name) {
        return known(name, match.rawParams().get(name));
    }

    @Override
    public Query query() {
        if (query == null) {
            String raw = arrival.query();
            query = new Query(raw == null ? Map.of() : Percent.decodeQuery(raw));
        }
        return query;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(arrival.header(name));
    }

    @Override
    public Body body() {
        return body;
    }

    @Override
    public Caller caller() {
        String authorization = arrival.header("Authorization");
        String remote = arrival.remoteAddress();
        if (authorization == null) {
            return new Caller(null, null, remote);
        }
        return new Caller(
                basicName(after("Basic ", authorization)), after("Bearer ", authorization), remote);
    }

    @Override
    public <T> T whileClientWaits(Callable<T> work) throws Exception {
        Waiting waiting = arrival.waiting();
        try {
            return work.call();
        } finally {
            clientLeft |= waiting.end();
        }
    }

    /** Says whether the client left while its answer was made. */
    boolean clientLeft() {
        return clientLeft;
    }

    private static @Nullable String after(String scheme, String authorization) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).strip()
                : null;
    }

    /**
     * A header that is no Basic credential names nobody; nothing hangs on it until it is checked.
     */
    private static @Nullable String basicName(@Nullable String credentials) {
        if (credentials == null) {
            return null;
        }
        try {
            byte[] pair = Base64.getDecoder().decode(credentials);
            String text = new String(pair, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            return name.isBlank() || name.indexOf('\0') >= 0 ? null : name;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static String known(String name, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("the pattern has no parameter " + name);
        }
        return value;
    }
}
