/**
 * {@code /diff}: what changed between two things, or about one thing between two times.
 *
 * <p>Two sides are walked together by role and name, what is told of each aligned pair is read at
 * once and compared, and what differs is ranked by how likely it moved a prediction. What never
 * lives here: JSON, HTTP, the meaning of a reference.
 */
@NullMarked
package io.clew.questions.diff;

import org.jspecify.annotations.NullMarked;
