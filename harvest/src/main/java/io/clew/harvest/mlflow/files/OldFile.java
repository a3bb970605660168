package io.clew.harvest.mlflow.files;

import io.clew.harvest.Sink;

/**
 * Names one file of a run or model.
 *
 * @param path below the folder that was asked for, with slashes
 * @param sizeBytes its size when it was listed
 * @param mark of its state: another one means that its bytes may be others
 * @param content opens its bytes, again and again
 */
public record OldFile(String path, long sizeBytes, String mark, Sink.Content content) {}
