/**
 * Numbers to names and back: the rows of nodes, asserters and entries that every question reads.
 *
 * <p>What never lives here: a fact's value, or what a question means.
 */
@NullMarked
package io.clew.questions.rows;

import org.jspecify.annotations.NullMarked;
