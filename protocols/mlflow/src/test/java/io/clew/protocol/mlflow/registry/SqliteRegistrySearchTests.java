package io.clew.protocol.mlflow.registry;

import io.clew.store.testing.TestDatabase;

class SqliteRegistrySearchTests extends RegistrySearchContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
