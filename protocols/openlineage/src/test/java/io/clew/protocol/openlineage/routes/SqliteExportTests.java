package io.clew.protocol.openlineage.routes;

import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteExportTests extends ExportContractTests {
    @TempDir Path folder;

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
