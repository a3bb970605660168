/**
 * Gathers what the events of one run or job say together, and states it as facts, in whatever order
 * they came.
 *
 * <p>What never lives here: the meaning of single facets.
 */
@NullMarked
package io.clew.protocol.openlineage.runs;

import org.jspecify.annotations.NullMarked;
