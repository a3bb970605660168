package io.clew.protocol.metaflow.facts;

import io.clew.store.testing.TestDatabase;

class SqliteFactsTests extends FactsContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
