package io.clew.http;

import io.clew.model.ClewException;
import java.util.List;
import java.util.Set;

/** Joins a protocol to the server: its routes and its own way to say no. */
public interface Protocol {

    /** Returns the system's name as in URNs, such as {@code mlflow}. */
    String name();

    /** Returns the path prefixes that are this protocol's own; the web never answers below them. */
    List<String> prefixes();

    List<Route> routes();

    /** Renders a refusal in the protocol's own shape and code. */
    Response refuse(Request request, ClewException refusal);

    /**
     * Renders the server's own refusal of what it could not read as a request, such as a path with
     * bad escapes or headers over their limit.
     *
     * @param status HTTP's own status for what is wrong; the answer keeps it
     */
    Response refuse(int status, ClewException refusal);

    /**
     * Answers a request below a prefix of this protocol that no route takes.
     *
     * @param allowed the methods that the path has routes for: 405 with an {@code Allow} header is
     *     due when there are any, 404 when there are none; {@code HEAD} is there where {@code GET}
     *     is
     */
    Response unknownRoute(Request request, Set<Method> allowed);
}
