package io.clew.protocol.openlineage.routes;

import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteNearlyValidEventsTests extends NearlyValidEventsContractTests {
    @TempDir Path folder;

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }

    @Override
    int batches() {
        return 60;
    }
}
