package io.clew.intake;

import io.clew.store.testing.TestDatabase;

class PostgresHarvestsTests extends HarvestsContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
