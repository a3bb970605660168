/**
 * How likely each difference is to have moved a prediction, and which follows from which.
 *
 * <p>The formula and its weights are in one file, {@code Ranking}; {@code
 * docs/decisions/diff-ranking.md} explains them. What never lives here: how a difference was found.
 */
@NullMarked
package io.clew.questions.diff.rank;

import org.jspecify.annotations.NullMarked;
