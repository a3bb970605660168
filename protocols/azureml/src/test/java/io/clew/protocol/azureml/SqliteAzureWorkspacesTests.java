package io.clew.protocol.azureml;

import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAzureWorkspacesTests extends AzureWorkspacesContractTests {
    @TempDir Path folder;

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
