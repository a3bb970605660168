/**
 * Which thing of one side plays the part of which thing of the other.
 *
 * <p>Both sides are walked together from the asked things upwards: a run's inputs are aligned by
 * dataset, what made them by job, models by what makes them, code and environment by the run that
 * had them. What never lives here: what differs between two that are aligned.
 */
@NullMarked
package io.clew.questions.diff.align;

import org.jspecify.annotations.NullMarked;
