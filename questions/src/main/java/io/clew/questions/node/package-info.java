/**
 * Nodes as they were at a question's clocks: values of attributes, their history, names, same-as.
 *
 * <p>Read from the store in batches, by the rule that {@link
 * io.clew.questions.node.AttributeValues} states. What never lives here: a traversal, a reference's
 * meaning, JSON or HTTP.
 */
@NullMarked
package io.clew.questions.node;

import org.jspecify.annotations.NullMarked;
