/**
 * HTTP without the server library's types: routes, requests, responses, errors and streaming.
 *
 * <p>Adapters speak these types only; Jetty lives in {@code internal}. Routing works on the raw
 * path, so that a percent-encoded slash stays inside its segment. What never lives here: anything
 * that knows a protocol, lineage or SQL.
 */
@NullMarked
package io.clew.http;

import org.jspecify.annotations.NullMarked;
