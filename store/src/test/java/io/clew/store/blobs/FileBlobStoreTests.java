package io.clew.store.blobs;

import io.clew.store.testing.BlobStoreContractTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTests extends BlobStoreContractTests {
    @TempDir Path folder;

    @Override
    protected BlobStore open(InstantSource clock) {
        return new FileBlobStore(folder, clock);
    }

    @Override
    protected List<String> leftovers() {
        try (Stream<Path> files = Files.list(folder.resolve("incoming"))) {
            return files.map(Path::toString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void crash() throws IOException {
        Files.writeString(folder.resolve("incoming").resolve("crashed.part"), "half");
    }

    @Override
    protected void damage(Blob blob, String content) throws IOException {
        Path directory = folder.resolve(blob.sha256().substring(0, 2));
        Files.writeString(directory.resolve(blob.sha256()), content);
    }
}
