package io.clew.intake;

import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteHarvestsTests extends HarvestsContractTests {

    @TempDir Path folder;

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder);
    }
}
