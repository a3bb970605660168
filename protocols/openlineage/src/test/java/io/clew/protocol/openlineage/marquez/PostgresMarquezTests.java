package io.clew.protocol.openlineage.marquez;

import io.clew.store.testing.TestDatabase;

class PostgresMarquezTests extends MarquezContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
