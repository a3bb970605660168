/**
 * Backups: one file with a snapshot of the embedded database, the bytes it refers to and a manifest
 * that says what must be in it; and the way back into an empty folder.
 *
 * <p>What never lives here: PostgreSQL, which has its own tools, and a schema's changes, which the
 * store makes when it opens what was restored.
 */
@NullMarked
package io.clew.server.backup;

import org.jspecify.annotations.NullMarked;
