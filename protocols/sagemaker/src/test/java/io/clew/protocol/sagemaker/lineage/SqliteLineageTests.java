package io.clew.protocol.sagemaker.lineage;

import io.clew.store.testing.TestDatabase;

class SqliteLineageTests extends LineageContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
