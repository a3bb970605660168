/**
 * Serves the web pages: static files of the jar, and the page that draws every other address.
 *
 * <p>What never lives here: data. Pages ask the read API for it like anybody else.
 */
@NullMarked
package io.clew.server.web;

import org.jspecify.annotations.NullMarked;
