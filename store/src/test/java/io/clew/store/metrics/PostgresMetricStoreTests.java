package io.clew.store.metrics;

import io.clew.store.testing.TestDatabase;

class PostgresMetricStoreTests extends MetricStoreContractTests {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }
}
