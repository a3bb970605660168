package io.clew.protocol.mlflow.registry;

import io.clew.store.testing.TestDatabase;

class SqliteRegistryTests extends RegistryContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
