package io.clew.http.internal;

import java.io.InputStream;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Shows a request that Jetty read. */
record JettyArrival(Request jetty, Pace pace, Departures departures) implements Arrival {

    @Override
    public Waiting waiting() {
        return departures.watch(jetty);
    }

    @Override
    public String method() {
        return jetty.getMethod();
    }

    @Override
    public String path() {
        String path = jetty.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    @Override
    public @Nullable String query() {
        return jetty.getHttpURI().getQuery();
    }

    @Override
    public @Nullable String header(String name) {
        return jetty.getHeaders().get(name);
    }

    @Override
    public String remoteAddress() {
        return Request.getRemoteAddr(jetty);
    }

    @Override
    public InputStream body() {
        return new PacedInput(Request.asInputStream(jetty), pace);
    }

    @Override
    public long length() {
        return jetty.getLength();
    }
}
