package io.clew.protocol.openlineage.accept;

import io.clew.store.testing.TestDatabase;

class PostgresIntakeTests extends IntakeContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
