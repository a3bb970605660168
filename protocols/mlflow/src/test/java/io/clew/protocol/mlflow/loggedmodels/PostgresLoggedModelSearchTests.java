package io.clew.protocol.mlflow.loggedmodels;

import io.clew.store.testing.TestDatabase;

class PostgresLoggedModelSearchTests extends LoggedModelSearchContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
