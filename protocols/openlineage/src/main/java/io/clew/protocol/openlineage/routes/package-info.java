/**
 * Serves OpenLineage's HTTP API.
 *
 * <p>What never lives here: what an event means.
 */
@NullMarked
package io.clew.protocol.openlineage.routes;

import org.jspecify.annotations.NullMarked;
