package io.clew.protocol.metaflow.folder;

import io.clew.store.testing.TestDatabase;

class SqliteFolderTests extends FolderContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
