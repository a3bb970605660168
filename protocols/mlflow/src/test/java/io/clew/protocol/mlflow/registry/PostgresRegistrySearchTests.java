package io.clew.protocol.mlflow.registry;

import io.clew.store.testing.TestDatabase;

class PostgresRegistrySearchTests extends RegistrySearchContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
