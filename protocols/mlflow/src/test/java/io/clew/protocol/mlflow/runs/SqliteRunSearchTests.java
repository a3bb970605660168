package io.clew.protocol.mlflow.runs;

import io.clew.store.testing.TestDatabase;

class SqliteRunSearchTests extends RunSearchContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
