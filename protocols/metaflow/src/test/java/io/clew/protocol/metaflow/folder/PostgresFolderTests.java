package io.clew.protocol.metaflow.folder;

import io.clew.store.testing.TestDatabase;

class PostgresFolderTests extends FolderContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
