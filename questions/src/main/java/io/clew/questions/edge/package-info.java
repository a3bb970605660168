/**
 * Edges as they were at a question's clocks, with everyone who asserts them.
 *
 * <p>Read from the store around a few nodes, for answers that show a node's surroundings. What
 * never lives here: a traversal of the graph, which belongs to the index.
 */
@NullMarked
package io.clew.questions.edge;

import org.jspecify.annotations.NullMarked;
