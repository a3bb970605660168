package io.clew.protocol.openlineage.accept;

import io.clew.store.testing.TestDatabase;

class PostgresSymlinksTests extends SymlinksContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }

    @Override
    int histories() {
        return 3;
    }
}
