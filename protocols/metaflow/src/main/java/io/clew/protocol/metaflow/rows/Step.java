package io.clew.protocol.metaflow.rows;

import org.jspecify.annotations.Nullable;

/** Holds one step of a run. */
public record Step(String name, @Nullable String user, long tsMillis) {}
