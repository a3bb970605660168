package io.clew.protocol.metaflow.facts;

import io.clew.store.testing.TestDatabase;

class PostgresFactsTests extends FactsContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
