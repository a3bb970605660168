package io.clew.protocol.openlineage.routes;

import io.clew.store.testing.TestDatabase;

class PostgresNearlyValidEventsTests extends NearlyValidEventsContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }

    @Override
    int batches() {
        return 10;
    }
}
