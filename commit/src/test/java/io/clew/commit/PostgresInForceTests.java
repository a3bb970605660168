package io.clew.commit;

import io.clew.store.testing.TestDatabase;

class PostgresInForceTests extends InForceContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
