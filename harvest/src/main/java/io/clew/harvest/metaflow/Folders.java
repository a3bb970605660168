package io.clew.harvest.metaflow;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds runs and tasks in the folders of a datastore, in the order in which they last changed. */
final class Folders {
    /** The folder beside each thing that says what it is. */
    static final String META = "_meta";

    /** The file that says what a thing is. */
    static final String SELF = "_self.json";

    private Folders() {}

    /**
     * Returns what changed at or after an instant, oldest change first: a task follows the tasks
     * that it stands on, as they were done before it began.
     */
    static List<Changed> since(Path root, long millis) throws IOException {
        List<Changed> changed = new ArrayList<>();
        for (Path flow : things(root)) {
            for (Path run : things(flow)) {
                String name = flow.getFileName() + "/" + run.getFileName();
                add(changed, new Changed("run " + name, run, false, changedMillis(run)), millis);
                for (Path step : things(run)) {
                    for (Path task : things(step)) {
                        String full = name + "/" + step.getFileName() + "/" + task.getFileName();
                        add(
                                changed,
                                new Changed("task " + full, task, true, changedMillis(task)),
                                millis);
                    }
                }
            }
        }
        changed.sort(
                Comparator.comparingLong(Changed::millis)
                        .thenComparing(Changed::isTask)
                        .thenComparing(one -> one.folder().toString()));
        return changed;
    }

    private static void add(List<Changed> changed, Changed one, long millis) {
        if (one.millis() >= millis) {
            changed.add(one);
        }
    }

    /** Returns the folders within one that are flows, runs, steps or tasks. */
    private static List<Path> things(Path folder) throws IOException {
        List<Path> things = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(
                        folder, path -> Files.isRegularFile(path.resolve(META).resolve(SELF)))) {
            all.forEach(things::add);
        } catch (java.nio.file.DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        return things;
    }

    /**
     * Files are written once, so a folder changes when something is said; a run's tags in place.
     */
    private static long changedMillis(Path thing) throws IOException {
        Path meta = thing.resolve(META);
        return Math.max(
                Files.getLastModifiedTime(meta).toMillis(),
                Files.getLastModifiedTime(meta.resolve(SELF)).toMillis());
    }
}
