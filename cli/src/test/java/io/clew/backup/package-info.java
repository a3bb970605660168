/**
 * Backups of whole data folders: made under load, restored, compared with what was there.
 *
 * <p>What never lives here: checks of a store; those are in {@code io.clew.check}.
 */
@NullMarked
package io.clew.backup;

import org.jspecify.annotations.NullMarked;
