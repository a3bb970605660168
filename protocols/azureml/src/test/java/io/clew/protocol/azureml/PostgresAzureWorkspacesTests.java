package io.clew.protocol.azureml;

import io.clew.store.testing.TestDatabase;

class PostgresAzureWorkspacesTests extends AzureWorkspacesContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
