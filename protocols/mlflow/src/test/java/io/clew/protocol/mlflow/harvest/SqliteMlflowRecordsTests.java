package io.clew.protocol.mlflow.harvest;

import io.clew.store.testing.TestDatabase;

class SqliteMlflowRecordsTests extends MlflowRecordsContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder.resolve("records"));
    }
}
