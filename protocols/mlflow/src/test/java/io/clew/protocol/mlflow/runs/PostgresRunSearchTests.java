package io.clew.protocol.mlflow.runs;

import io.clew.store.testing.TestDatabase;

class PostgresRunSearchTests extends RunSearchContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
