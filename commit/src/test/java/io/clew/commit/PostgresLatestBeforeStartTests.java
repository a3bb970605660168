package io.clew.commit;

import io.clew.store.testing.TestDatabase;

class PostgresLatestBeforeStartTests extends LatestBeforeStartContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
