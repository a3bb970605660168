package io.clew.protocol.metaflow.facts;

import io.clew.store.testing.TestDatabase;

class SqliteDatastoreInS3Tests extends DatastoreInS3ContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
