package io.clew.commit.inference;

import io.clew.store.testing.TestDatabase;

class PostgresRememberedTests extends RememberedContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }

    @Override
    int servers() {
        return 2;
    }
}
