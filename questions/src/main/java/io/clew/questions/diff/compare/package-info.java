/**
 * What differs between two things that play one part, one file for each kind of change.
 *
 * <p>What always differs between two runs is left out here and reaches no ranking: ids, times,
 * hosts, attempts, order, spelling without meaning. What never lives here: how much a difference
 * matters.
 */
@NullMarked
package io.clew.questions.diff.compare;

import org.jspecify.annotations.NullMarked;
