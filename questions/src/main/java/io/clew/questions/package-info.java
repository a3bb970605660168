/**
 * Questions about nodes and the graph, answered from the store and the index.
 *
 * <p>One package for each question; {@link io.clew.questions.Questions} is the door for those that
 * begin with a reference. What never lives here: JSON, HTTP, a protocol.
 */
@NullMarked
package io.clew.questions;

import org.jspecify.annotations.NullMarked;
