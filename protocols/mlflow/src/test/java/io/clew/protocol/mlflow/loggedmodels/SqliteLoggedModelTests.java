package io.clew.protocol.mlflow.loggedmodels;

import io.clew.store.testing.TestDatabase;

class SqliteLoggedModelTests extends LoggedModelContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
