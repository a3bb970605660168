package io.clew.http;

import java.util.Optional;

/** Shows one request to a handler. */
public interface Request {

    Method method();

    /** Returns the path as it was sent, still percent-encoded, without the query. */
    String rawPath();

    /**
     * Returns a path parameter of the matched pattern, percent-decoded once as UTF-8.
     *
     * @throws IllegalArgumentException when the pattern has no such parameter
     */
    String pathParam(String name);

    /** Returns a path parameter as it was sent, still percent-encoded. */
    String rawPathParam(String name);

    Query query();

    /** Returns the first value of a header, whatever the case of its name. */
    Optional<String> header(String name);

    Body body();

    /** Returns who calls, as far as the request says. */
    Caller caller();
}
