/**
 * How often, and how much, a property changed in the earlier runs of a job and the earlier versions
 * of a dataset.
 *
 * <p>What never lives here: what that means for a rank.
 */
@NullMarked
package io.clew.questions.diff.past;

import org.jspecify.annotations.NullMarked;
