package io.clew.protocol.mlflow.registry;

import io.clew.store.testing.TestDatabase;

class PostgresRegistryTests extends RegistryContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
