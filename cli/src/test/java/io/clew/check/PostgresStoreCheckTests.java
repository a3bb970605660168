package io.clew.check;

import io.clew.server.Clew;
import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.testing.PostgresServer;

class PostgresStoreCheckTests extends StoreCheckContractTests {

    private final String original = PostgresServer.shared().newDatabase();
    private String copy = original;

    @Override
    String playedStore() {
        return original;
    }

    @Override
    String copiedStore() {
        copy = PostgresServer.shared().newCopy(original);
        return copy;
    }

    @Override
    Store open() {
        return Stores.postgresql(copy, null, null, Clew.migrations());
    }
}
