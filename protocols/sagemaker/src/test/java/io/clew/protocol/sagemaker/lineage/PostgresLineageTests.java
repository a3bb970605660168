package io.clew.protocol.sagemaker.lineage;

import io.clew.store.testing.TestDatabase;

class PostgresLineageTests extends LineageContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
