/**
 * Data folders as earlier schemas left them: made once for each, opened by every later version.
 *
 * <p>What never lives here: tests of a database's behaviour; those are the store's.
 */
@NullMarked
package io.clew.folders;

import org.jspecify.annotations.NullMarked;
