/**
 * Bytes by their SHA-256: artifacts and other bodies too large for a row.
 *
 * <p>Who refers to a blob, and under what path, is the business of its protocol's tables. What
 * never lives here: names, permissions, media types.
 */
@NullMarked
package io.clew.store.blobs;

import org.jspecify.annotations.NullMarked;
