/**
 * Notes: what people say of a node, kept as facts like everything else.
 *
 * <p>What never lives here: reading them back, which any question does.
 */
@NullMarked
package io.clew.questions.notes;

import org.jspecify.annotations.NullMarked;
