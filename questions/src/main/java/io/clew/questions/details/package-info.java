/**
 * What an answer of the graph shows of its nodes and edges beyond their numbers.
 *
 * <p>The graph holds what a traversal needs; the rest is read here, a page at a time. What never
 * lives here: which nodes and edges an answer has.
 */
@NullMarked
package io.clew.questions.details;

import org.jspecify.annotations.NullMarked;
