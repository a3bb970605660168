/**
 * Throws bad input at the whole server: every route of the table, the search grammar, references.
 *
 * <p>All that is generated comes from one seed, so that any input can be made again. What never
 * lives here: a test of one known fault; that is a test of the module it was in.
 */
@NullMarked
package io.clew.fuzz;

import org.jspecify.annotations.NullMarked;
