/**
 * {@code /runs} and {@code /versions}: what belongs to a thing, newest first, in pages.
 *
 * <p>Read from the store, for lists that grow without end. What never lives here: a traversal, or
 * what the members mean.
 */
@NullMarked
package io.clew.questions.members;

import org.jspecify.annotations.NullMarked;
