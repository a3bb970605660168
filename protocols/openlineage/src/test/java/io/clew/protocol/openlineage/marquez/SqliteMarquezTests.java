package io.clew.protocol.openlineage.marquez;

import io.clew.store.testing.TestDatabase;

class SqliteMarquezTests extends MarquezContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
