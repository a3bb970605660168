/**
 * How a check of the whole store went: part by part, what was counted and what is wrong.
 *
 * <p>Who checks what is the business of each module. What never lives here: a repair.
 */
@NullMarked
package io.clew.model.check;

import org.jspecify.annotations.NullMarked;
