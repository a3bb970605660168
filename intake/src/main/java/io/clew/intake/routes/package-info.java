/**
 * Lets harvesters bring records by HTTP, and shows how harvests go, below {@code /api/v1/harvests}.
 *
 * <p>What never lives here: rows, or what a record means.
 */
@NullMarked
package io.clew.intake.routes;

import org.jspecify.annotations.NullMarked;
