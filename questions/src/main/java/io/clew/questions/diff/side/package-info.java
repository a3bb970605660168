/**
 * One side of a diff: what a thing is at its time, and what lies upstream of it.
 *
 * <p>All of it is the graph's, at one side's clocks. What never lives here: attributes.
 */
@NullMarked
package io.clew.questions.diff.side;

import org.jspecify.annotations.NullMarked;
