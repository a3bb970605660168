package io.clew.store.blobs;

/**
 * Names stored bytes.
 *
 * @param sha256 their SHA-256 in 64 lower-case hex digits
 * @param sizeBytes how many there are
 */
public record Blob(String sha256, long sizeBytes) {}
