package io.clew.commit;

import io.clew.store.testing.TestDatabase;

class PostgresSameBytesTests extends SameBytesContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
