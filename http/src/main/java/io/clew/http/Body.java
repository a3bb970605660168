package io.clew.http;

import java.io.IOException;
import java.io.InputStream;

/** Gives access to a request's body once, decompressed. */
public interface Body {

    /**
     * Reads the whole body.
     *
     * @throws io.clew.model.ClewException LIMIT_EXCEEDED when it is over the route's limit
     * @throws IOException when the client went away
     */
    byte[] bytes() throws IOException;

    /** Streams the body, unlimited and unbuffered; throws IOException when it is cut off. */
    InputStream stream();

    /** Returns the declared length in bytes, or −1 when it is chunked or compressed. */
    long declaredLength();
}
