package io.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.FileBlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobSweeperTests {
    @TempDir Path folder;

    @Test
    void removesOldBytesThatNoFileOrUploadRefersTo() throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        FileBlobStore blobs = new FileBlobStore(folder.resolve("blobs"), now::get);
        try (Store store = Stores.sqlite(folder, Clew.migrations());
                BlobSweeper sweeper = new BlobSweeper(store, blobs)) {
            Blob file = receive(blobs, 1);
            Blob part = receive(blobs, 2);
            Blob unused = receive(blobs, 3);
            refer(store, file, part);
            now.set(now.get().plus(Duration.ofDays(2)));
            Blob fresh = receive(blobs, 4);
            sweeper.sweep(Duration.ofDays(1));
            assertThat(blobs.find(file.sha256())).isPresent();
            assertThat(blobs.find(part.sha256())).isPresent();
            assertThat(blobs.find(fresh.sha256())).isPresent();
            assertThat(blobs.find(unused.sha256())).isEmpty();
        }
    }

    private static Blob receive(FileBlobStore blobs, int content) throws IOException {
        return blobs.receive(new ByteArrayInputStream(new byte[] {(byte) content}), 1);
    }

    private static void refer(Store store, Blob file, Blob part) {
        store.write(
                db -> {
                    db.sql(
                                    "INSERT INTO mlflow_artifact (workspace_id, path, parent,"
                                            + " folder, deleted, sha256, size_bytes, changed_ms)"
                                            + " VALUES (1, 'a', '', 0, 0, :sha256, 1, 1)")
                            .bind("sha256", file.sha256())
                            .update();
                    return db.sql(
                                    "INSERT INTO mlflow_upload_part (workspace_id, upload_id, part,"
                                            + " sha256, size_bytes) VALUES (1, 'u', 1, :sha256, 1)")
                            .bind("sha256", part.sha256())
                            .update();
                });
    }
}
