package io.clew.http;

import io.clew.model.ClewException;
import java.util.List;

/** Joins a protocol to the server: its routes and its own way to say no. */
public interface Protocol {

    /** Returns the system's name as in URNs, such as {@code mlflow}. */
    String name();

    /** Returns the path prefixes that are this protocol's own; the web never answers below them. */
    List<String> prefixes();

    List<Route> routes();

    /** Renders a refusal in the protocol's own shape and code. */
    Response refuse(Request request, ClewException refusal);

    /** Answers a path below a prefix of this protocol that has no route. */
    Response unknownRoute(Request request);
}
