/**
 * Reads and writes the tables that Marquez's API needs, always inside one workspace.
 *
 * <p>What never lives here: JSON, or HTTP.
 */
@NullMarked
package io.clew.protocol.openlineage.marquez.rows;

import org.jspecify.annotations.NullMarked;
