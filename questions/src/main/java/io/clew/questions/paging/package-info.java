/**
 * Cursors: where the next page of a list begins.
 *
 * <p>Opaque to whoever asks, bound to the question, and kept by nobody: a server that restarts
 * still understands them. What never lives here: how a list is sorted.
 */
@NullMarked
package io.clew.questions.paging;

import org.jspecify.annotations.NullMarked;
