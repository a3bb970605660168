package io.clew.protocol.mlflow.artifacts;

import io.clew.store.testing.TestDatabase;

class PostgresRunArtifactTests extends RunArtifactContractTests {
    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
