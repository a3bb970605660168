package io.clew.protocol.azureml;

import io.clew.store.testing.TestDatabase;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class SqliteAzureWorkspacesTests extends AzureWorkspacesContractTests {
    @TempDir Path folder;

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
