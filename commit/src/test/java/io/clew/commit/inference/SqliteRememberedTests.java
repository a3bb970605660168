package io.clew.commit.inference;

import io.clew.store.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteRememberedTests extends RememberedContractTests {

    @TempDir Path folder;

    @Override
    TestDatabase newDatabase() {
        try {
            return TestDatabase.sqlite(Files.createTempDirectory(folder, "data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    int servers() {
        return 1;
    }
}
