package io.clew.http.internal;

import io.clew.http.Mount;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Shows a request as a mount says that it is to be seen. */
record MountedArrival(Arrival arrival, Mount.Seen seen) implements Arrival {
    @Override
    public String method() {
        return arrival.method();
    }

    @Override
    public String path() {
        return seen.rawPath();
    }

    @Override
    public @Nullable String query() {
        return arrival.query();
    }

    @Override
    public @Nullable String header(String name) {
        return name.equalsIgnoreCase(seen.header()) ? seen.value() : arrival.header(name);
    }

    @Override
    public String remoteAddress() {
        return arrival.remoteAddress();
    }

    @Override
    public InputStream body() {
        return arrival.body();
    }

    @Override
    public Waiting waiting() {
        return arrival.waiting();
    }

    @Override
    public long length() {
        return arrival.length();
    }
}
