/**
 * The HTTP server behind the types of {@code io.clew.http}: routing, guard, bodies and sending.
 *
 * <p>All of Jetty that Clew touches is here; nobody outside the http module uses this package. What
 * never lives here: an answer of any protocol but the bare text of requests that reach none.
 */
@NullMarked
package io.clew.http.internal;

import org.jspecify.annotations.NullMarked;
