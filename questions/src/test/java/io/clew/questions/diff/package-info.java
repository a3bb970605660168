/**
 * Tests of {@code /diff}: a pipeline that is told day by day, and what is found to have changed.
 */
@NullMarked
package io.clew.questions.diff;

import org.jspecify.annotations.NullMarked;
