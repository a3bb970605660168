/**
 * {@code /path}: how two things hang together, shortest way first.
 *
 * <p>The search itself is the graph's. What never lives here: JSON, HTTP, the meaning of a
 * reference.
 */
@NullMarked
package io.clew.questions.path;

import org.jspecify.annotations.NullMarked;
