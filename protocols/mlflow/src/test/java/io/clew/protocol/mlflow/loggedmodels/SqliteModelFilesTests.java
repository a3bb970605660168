package io.clew.protocol.mlflow.loggedmodels;

import io.clew.store.testing.TestDatabase;

class SqliteModelFilesTests extends ModelFilesContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
