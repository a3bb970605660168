package io.clew.harvest.metaflow;

import io.clew.harvest.Item;
import io.clew.harvest.Sink;
import io.clew.harvest.Source;
import io.clew.model.ClewException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a local folder: a record for each run and each task, in the order of their last change.
 *
 * <p>The position is the time of the last change that was brought, so what changes later comes
 * again, whole; the server knows what of it is new.
 */
final class MetaflowSource implements Source {
    /**
     * Changes this much older than the position are looked at again: clocks of disks are coarse.
     */
    private static final long SLACK_MILLIS = 2000;

    /** Records, and their bytes, that are sent at once. */
    private static final int RECORDS = 200;

    private static final long BYTES = 8 << 20;

    /** Largest file that is read: each holds one statement. */
    private static final long FILE_BYTES_MAX = 4 << 20;

    private final Path root;

    MetaflowSource(Path root) {
        this.root = root;
    }

    @Override
    public String origin() {
        return root.toString();
    }

    @Override
    public void read(String position, Sink sink) throws IOException {
        List<Changed> changed = Folders.since(root, millis(position) - SLACK_MILLIS);
        sink.expect(changed.size());
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        for (Changed one : changed) {
            try {
                Item item = Item.of(one.name(), one.isTask() ? task(one) : run(one));
                items.add(item);
                bytes += item.json().length;
            } catch (JacksonException | IOException unreadable) {
                sink.problem(one.name(), "half written or not readable: a file of it is no JSON");
            }
            if (items.size() >= RECORDS || bytes >= BYTES) {
                sink.put(items, Long.toString(one.millis()));
                items = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!items.isEmpty()) {
            sink.put(items, Long.toString(changed.getLast().millis()));
        }
    }

    private static long millis(String position) {
        try {
            return position.isEmpty() ? SLACK_MILLIS : Long.parseLong(position);
        } catch (NumberFormatException foreign) {
            throw ClewException.invalid(
                    "position",
                    "The server holds a position that is none of a folder: begin anew with --restart");
        }
    }

    private static Map<String, Object> run(Changed run) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("flow", self(parent(run.folder())));
        record.put("run", self(run.folder()));
        return record;
    }

    private static Map<String, Object> task(Changed task) throws IOException {
        Path step = parent(task.folder());
        Path run = parent(step);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("flow", self(parent(run)));
        record.put("run", self(run));
        record.put("step", self(step));
        record.put("task", self(task.folder()));
        List<JsonNode> metadata = new ArrayList<>();
        List<JsonNode> artifacts = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(task.folder().resolve(Folders.META), "*.json")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.startsWith("sysmeta_")) {
                    metadata.add(json(file));
                } else if (name.contains("_artifact_")) {
                    artifacts.add(json(file));
                }
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        record.put("metadata", metadata);
        record.put("artifacts", artifacts);
        return record;
    }

    /** Returns the folder that a thing is in; things lie below the root. */
    private static Path parent(Path thing) {
        return Objects.requireNonNull(thing.getParent());
    }

    private static ObjectNode self(Path thing) throws IOException {
        return json(thing.resolve(Folders.META).resolve(Folders.SELF));
    }

    private static ObjectNode json(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException("too large");
        }
        if (Item.JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("no object");
    }

    @Override
    public void close() {
        // Nothing is held open between files.
    }
}
