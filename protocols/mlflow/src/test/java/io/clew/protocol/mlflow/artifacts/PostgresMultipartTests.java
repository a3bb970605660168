package io.clew.protocol.mlflow.artifacts;

import io.clew.store.testing.TestDatabase;

class PostgresMultipartTests extends MultipartContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
