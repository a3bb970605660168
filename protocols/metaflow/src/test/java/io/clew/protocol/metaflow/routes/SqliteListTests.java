package io.clew.protocol.metaflow.routes;

import io.clew.store.testing.TestDatabase;

class SqliteListTests extends ListContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
