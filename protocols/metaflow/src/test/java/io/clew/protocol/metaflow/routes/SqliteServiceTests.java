package io.clew.protocol.metaflow.routes;

import io.clew.store.testing.TestDatabase;

class SqliteServiceTests extends ServiceContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
