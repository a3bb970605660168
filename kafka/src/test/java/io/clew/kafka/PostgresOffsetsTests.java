package io.clew.kafka;

import io.clew.store.testing.TestDatabase;

class PostgresOffsetsTests extends OffsetsContractTests {

    @Override
    TestDatabase database() {
        return TestDatabase.postgresql();
    }
}
