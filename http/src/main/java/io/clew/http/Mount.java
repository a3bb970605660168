package io.clew.http;

import java.util.Optional;

/**
 * Lets what others answer be answered below a longer path too: a request below it is answered as if
 * it had the rest of the path and one header more.
 */
public interface Mount {

    /**
     * Says how a request is to be seen.
     *
     * @param rawPath the rest of the path as it was sent, from its slash on
     * @param header a header that the request is to have in place of its own
     */
    record Seen(String rawPath, String header, String value) {}

    /**
     * Returns how a request is to be seen; empty when its path is not below this.
     *
     * @param rawPath as it was sent, still percent-encoded
     * @throws io.clew.model.ClewException UNAVAILABLE when that cannot be said now
     */
    Optional<Seen> below(String rawPath);
}
