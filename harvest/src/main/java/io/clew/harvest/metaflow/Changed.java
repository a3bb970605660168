package io.clew.harvest.metaflow;

import java.nio.file.Path;

/**
 * Names a run or task whose folder changed.
 *
 * @param name for people, such as {@code task Flow/12/train/34}
 * @param folder the run's or task's folder
 * @param millis when it last changed
 */
record Changed(String name, Path folder, boolean isTask, long millis) {}
