package io.clew.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.testing.PostgresServer;
import org.junit.jupiter.api.Test;

class PostgresOutageTests {

    @Test
    void theStoreIsUnavailableWhileTheDatabaseIsAwayAndServesAgainOnceItIsBack() {
        try (PostgresServer server = PostgresServer.start();
                Store store =
                        Stores.postgresql(
                                server.newDatabase(), null, null, StoreContractTests.MIGRATIONS)) {
            store.write(db -> StoreContractTests.insert(db, 1, "before", null, null));
            server.stop();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(
                                () ->
                                        store.write(
                                                db ->
                                                        StoreContractTests.insert(
                                                                db, 2, "lost", null, null)))
                        .isInstanceOfSatisfying(
                                ClewException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            }
            assertThatThrownBy(() -> store.read(StoreContractTests::count))
                    .isInstanceOfSatisfying(
                            ClewException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            server.resume();
            store.write(db -> StoreContractTests.insert(db, 3, "after", null, null));
            assertThat(store.<Long>read(StoreContractTests::count)).isEqualTo(2);
        }
    }
}
