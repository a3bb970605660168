package io.clew.protocol.mlflow.loggedmodels;

import io.clew.store.testing.TestDatabase;

class SqliteLoggedModelSearchTests extends LoggedModelSearchContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
