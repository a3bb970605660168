package io.clew.protocol.metaflow.rows;

/** Holds one artifact as it is in the database, and where it belongs. */
public record StoredArtifact(
        Artifact artifact, long tsMillis, String step, long taskNumber, Object taskId) {}
