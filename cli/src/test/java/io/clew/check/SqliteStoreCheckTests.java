package io.clew.check;

import io.clew.server.Clew;
import io.clew.store.Store;
import io.clew.store.Stores;

class SqliteStoreCheckTests extends StoreCheckContractTests {

    @Override
    String playedStore() {
        return "sqlite";
    }

    @Override
    String copiedStore() {
        return "sqlite";
    }

    @Override
    Store open() {
        return Stores.sqlite(folder, Clew.migrations());
    }
}
