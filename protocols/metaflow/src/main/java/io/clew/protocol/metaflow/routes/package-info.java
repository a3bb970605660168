/**
 * Answers the calls of the metadata service.
 *
 * <p>What never lives here: SQL text.
 */
@NullMarked
package io.clew.protocol.metaflow.routes;

import org.jspecify.annotations.NullMarked;
