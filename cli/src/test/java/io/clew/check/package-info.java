/**
 * Checks of whole stores, on both databases: what is sound is found sound, each damage is found.
 *
 * <p>What never lives here: tests of one module's part.
 */
@NullMarked
package io.clew.check;

import org.jspecify.annotations.NullMarked;
