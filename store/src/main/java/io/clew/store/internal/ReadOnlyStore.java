package io.clew.store.internal;

import io.clew.store.Db;
import io.clew.store.GroupHook;
import io.clew.store.Store;
import java.util.function.Function;

/** Reads another store and refuses to write. */
record ReadOnlyStore(Store store) implements Store {

    @Override
    public <T> T read(Function<Db, T> work) {
        return store.read(work);
    }

    @Override
    public <T> T write(Function<Db, T> work) {
        throw new IllegalStateException("a store that is open for reading only is not written");
    }

    @Override
    public void around(GroupHook hook) {
        throw new IllegalStateException("a store that is open for reading only is not written");
    }

    @Override
    public String databaseName() {
        return store.databaseName();
    }

    @Override
    public void close() {
        store.close();
    }
}
