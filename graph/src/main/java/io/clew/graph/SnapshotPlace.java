package io.clew.graph;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a graph keeps its snapshot, and how to tell whether one is of this log.
 *
 * @param file the snapshot; its folder is made when it is missing
 * @param instance the database that the log is in
 * @param markAt returns what tells the entry at a position from any other there, at most 512 bytes
 *     of text; null when there is no such entry
 * @param told takes one line for people when a snapshot cannot be used or written
 */
public record SnapshotPlace(
        Path file, String instance, LongFunction<@Nullable String> markAt, Consumer<String> told) {}
