package io.clew.kafka;

import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteOffsetsTests extends OffsetsContractTests {

    @TempDir Path folder;

    @Override
    TestDatabase database() {
        return TestDatabase.sqlite(folder);
    }
}
