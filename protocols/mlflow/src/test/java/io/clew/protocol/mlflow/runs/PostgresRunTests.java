package io.clew.protocol.mlflow.runs;

import io.clew.store.testing.TestDatabase;

class PostgresRunTests extends RunContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
