/**
 * What came of the changes: metrics that moved.
 *
 * <p>Of the runs that are compared; of the models, as others measured them; and of a dataset, of
 * the runs that read it. What never lives here: causes.
 */
@NullMarked
package io.clew.questions.diff.effect;

import org.jspecify.annotations.NullMarked;
