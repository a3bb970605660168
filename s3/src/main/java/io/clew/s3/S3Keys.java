package io.clew.s3;

import io.clew.store.blobs.Digest;
import java.util.Optional;
import java.util.UUID;

/**
 * Names the objects of a blob store: {@code ab/abcd…} for a blob as in a folder of files, so that
 * one can be copied into the other; {@code incoming/} for uploads that are not yet named; {@code
 * leaving/} for what a sweep has taken out of sight; {@code holds/} and {@code owner}.
 *
 * @param root where they are
 */
record S3Keys(S3Address root) {
    String blob(String sha256) {
        return root.prefix() + Digest.checked(sha256).substring(0, 2) + "/" + sha256;
    }

    /** Returns the SHA-256 of a blob by its key; empty for any other object. */
    Optional<String> sha256(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return Digest.isSha256(name) && blob(name).equals(key)
                ? Optional.of(name)
                : Optional.empty();
    }

    String incoming() {
        return root.prefix() + "incoming/";
    }

    String newIncoming() {
        return incoming() + UUID.randomUUID();
    }

    String leaving() {
        return root.prefix() + "leaving/";
    }

    String leaving(String sha256) {
        return leaving() + Digest.checked(sha256);
    }

    String holds() {
        return root.prefix() + "holds/";
    }

    String owner() {
        return root.prefix() + "owner";
    }
}
