package io.clew.graph;

import io.clew.graph.SnapshotHeader.Unusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads a graph's snapshot when it starts, and writes one when enough came since the last. */
final class Snapshots {

    /** Entries that are read from the store soon enough: about a tenth of a second. */
    static final int ENTRIES_MIN = 5_000;

    /** A snapshot is written anew when one part in so many of the log came since. */
    private static final int SHARE = 10;

    private static final String TEMPORARY = ".writing";

    /** After so long nobody writes a file any more: its server died. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final SnapshotPlace place;
    private final AtomicBoolean writing = new AtomicBoolean();
    private final int entriesMin;
    private volatile long position;

    /** An opened snapshot, and up to where. */
    record Opened(Edges edges, long position) {}

    /**
     * Makes those of a place.
     *
     * @param entriesMin entries from which on a snapshot is worth its while
     */
    Snapshots(SnapshotPlace place, int entriesMin) {
        this.place = place;
        this.entriesMin = entriesMin;
    }

    /** Opens the snapshot; null when there is none, or none that can be used, which is told. */
    @Nullable Opened open() {
        try {
            SnapshotFile file = SnapshotFile.open(place.file());
            SnapshotHeader.Subject subject = file.header().subject();
            if (!subject.instance().equals(place.instance())) {
                throw new Unusable("it is of another database");
            }
            long at = file.header().extent().position();
            if (!subject.mark().equals(place.markAt().apply(at))) {
                throw new Unusable("the database's log is not the one that it is of");
            }
            file.check();
            Edges edges = file.edges();
            position = at;
            return new Opened(edges, at);
        } catch (NoSuchFileException none) {
            return null;
        } catch (Unusable | IOException | RuntimeException unusable) {
            place.told()
                    .accept(
                            "The snapshot %s of the graph is not used, and the graph is built from the store: %s"
                                    .formatted(place.file(), unusable.getMessage()));
            return null;
        }
    }

    /** Says whether so much came since the last snapshot that one is worth its while. */
    boolean isDue(long now, boolean isLast) {
        long since = now - position;
        return since >= entriesMin && (isLast || since >= now / SHARE);
    }

    /** Writes a snapshot in place of the one before; what goes wrong is told. */
    void write(Base base, Tables tables, Extent extent) {
        if (!writing.compareAndSet(false, true)) {
            return;
        }
        try {
            String mark = place.markAt().apply(extent.position());
            if (mark != null) {
                write(new SnapshotHeader.Subject(place.instance(), mark), base, tables, extent);
                position = extent.position();
            }
        } catch (IOException | RuntimeException failure) {
            place.told()
                    .accept(
                            "The snapshot %s of the graph could not be written: %s"
                                    .formatted(place.file(), failure));
        } finally {
            writing.set(false);
        }
    }

    private void write(SnapshotHeader.Subject subject, Base base, Tables tables, Extent extent)
            throws IOException {
        Path folder = Objects.requireNonNull(place.file().toAbsolutePath().getParent());
        Files.createDirectories(folder);
        deleteAbandoned(folder);
        Path temporary = Files.createTempFile(folder, place.file().getFileName() + ".", TEMPORARY);
        try {
            SnapshotWriter.write(temporary, subject, base, tables, extent);
            Files.move(temporary, place.file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        }
    }

    private static void deleteAbandoned(Path folder) throws IOException {
        Instant since = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + TEMPORARY)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
