package io.clew.protocol.mlflow.artifacts;

import io.clew.store.testing.TestDatabase;

class SqliteRunArtifactTests extends RunArtifactContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
