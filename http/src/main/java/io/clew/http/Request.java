package io.clew.http;

import java.util.Optional;
import java.util.concurrent.Callable;

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

    /**
     * Does work that is for this client alone: when it goes away meanwhile, the work's thread is
     * interrupted, and what the work throws is nobody's defect.
     *
     * @throws Exception what the work throws
     */
    <T> T whileClientWaits(Callable<T> work) throws Exception;

    /** Returns who calls, as far as the request says. */
    Caller caller();
}
