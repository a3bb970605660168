/**
 * The composition root: makes one running server of store, commit path, protocols and pages.
 *
 * <p>This is the one place that knows every protocol; a new one is a line here. What never lives
 * here: anything that a request decides.
 */
@NullMarked
package io.clew.server;

import org.jspecify.annotations.NullMarked;
