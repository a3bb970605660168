package io.clew.protocol.openlineage.accept;

import io.clew.store.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSymlinksTests extends SymlinksContractTests {
    @TempDir Path folder;
    private int databases;

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder.resolve("d" + databases++));
    }

    @Override
    int histories() {
        return Integer.getInteger("clew.histories", 30);
    }
}
