package io.clew.protocol.mlflow.runs;

import io.clew.store.testing.TestDatabase;

class SqliteRunTests extends RunContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
