package io.clew.protocol.mlflow.artifacts;

import io.clew.store.testing.TestDatabase;

class SqliteMultipartTests extends MultipartContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
