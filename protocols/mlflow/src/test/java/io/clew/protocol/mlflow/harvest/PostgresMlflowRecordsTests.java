package io.clew.protocol.mlflow.harvest;

import io.clew.store.testing.TestDatabase;

class PostgresMlflowRecordsTests extends MlflowRecordsContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
