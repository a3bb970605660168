package io.clew.commit;

import io.clew.store.testing.TestDatabase;

class PostgresSamePeopleTests extends SamePeopleContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
