package io.clew.protocol.mlflow.loggedmodels;

import io.clew.store.testing.TestDatabase;

class PostgresLoggedModelTests extends LoggedModelContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
