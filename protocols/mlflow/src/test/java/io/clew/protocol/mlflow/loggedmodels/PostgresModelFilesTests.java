package io.clew.protocol.mlflow.loggedmodels;

import io.clew.store.testing.TestDatabase;

class PostgresModelFilesTests extends ModelFilesContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
