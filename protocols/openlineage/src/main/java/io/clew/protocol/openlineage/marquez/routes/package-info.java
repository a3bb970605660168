/**
 * Answers the calls of Marquez's API.
 *
 * <p>What never lives here: SQL.
 */
@NullMarked
package io.clew.protocol.openlineage.marquez.routes;

import org.jspecify.annotations.NullMarked;
