package io.clew.protocol.metaflow.routes;

import io.clew.store.testing.TestDatabase;

class PostgresListTests extends ListContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
