package io.clew.protocol.openlineage.marquez.rows;

import org.jspecify.annotations.Nullable;

/** Shows a tag that jobs, datasets and fields may carry. */
public record TagRow(String name, @Nullable String description) {}
