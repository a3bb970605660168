package io.clew.store;

import io.clew.store.testing.TestDatabase;

class PostgresStoreTests extends StoreContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
