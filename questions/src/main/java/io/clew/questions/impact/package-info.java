/**
 * {@code /impact}: what stands on a thing, nearest first, and whether it is in use.
 *
 * <p>The traversal itself is the graph's. What never lives here: JSON, HTTP, the meaning of a
 * reference.
 */
@NullMarked
package io.clew.questions.impact;

import org.jspecify.annotations.NullMarked;
