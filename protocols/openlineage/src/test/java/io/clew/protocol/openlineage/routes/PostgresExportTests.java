package io.clew.protocol.openlineage.routes;

import io.clew.store.testing.TestDatabase;

class PostgresExportTests extends ExportContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
