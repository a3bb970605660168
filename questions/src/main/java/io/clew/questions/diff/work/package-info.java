/**
 * What one answer may cost: short reads of the store, a budget, turns, and an end when the client
 * leaves.
 *
 * <p>What never lives here: what is compared.
 */
@NullMarked
package io.clew.questions.diff.work;

import org.jspecify.annotations.NullMarked;
