package io.clew.protocol.metaflow.routes;

import io.clew.store.testing.TestDatabase;

class PostgresServiceTests extends ServiceContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
