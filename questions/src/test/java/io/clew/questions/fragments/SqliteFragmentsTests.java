package io.clew.questions.fragments;

import io.clew.store.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;

class SqliteFragmentsTests extends FragmentsContractTests {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite(folder.resolve(Integer.toString(count.incrementAndGet())));
    }
}
