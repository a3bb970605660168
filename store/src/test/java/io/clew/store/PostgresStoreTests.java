package io.clew.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.testing.LossyProxy;
import io.clew.store.testing.PostgresServer;
import io.clew.store.testing.TestDatabase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresStoreTests extends StoreContractTests {

    private final PostgresServer server = PostgresServer.shared();
    private String url = "";

    @Override
    TestDatabase newDatabase() {
        url = server.newDatabase();
        return TestDatabase.postgresql(url);
    }

    @Test
    void connectionsThatAreKilledWhileIdleAreNotNoticed() {
        store().write(db -> insert(db, 1, "before", null, null));
        assertThat(count()).isEqualTo(1);
        server.killConnections(url);
        store().write(db -> insert(db, 2, "after", null, null));
        server.killConnections(url);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aConnectionThatIsKilledInsideAWriteMakesItRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        store().write(
                        db -> {
                            insert(db, 1, "n", null, null);
                            if (runs.incrementAndGet() == 1) {
                                inAnotherThread(() -> server.killConnections(url));
                            }
                            return insert(db, 2, "n", null, null);
                        });
        assertThat(runs).hasValue(2);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aConnectionThatIsKilledInsideAReadMakesItRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        long counted =
                store().read(
                                db -> {
                                    long first = count(db);
                                    if (runs.incrementAndGet() == 1) {
                                        inAnotherThread(() -> server.killConnections(url));
                                    }
                                    return first + count(db);
                                });
        assertThat(counted).isZero();
        assertThat(runs).hasValue(2);
    }

    @Test
    void aSerializationFailureOrDeadlockMakesTheGroupRunAgain() {
        for (String state : List.of("40001", "40P01")) {
            AtomicInteger runs = new AtomicInteger();
            store().write(
                            db -> {
                                insert(db, runs.incrementAndGet() + 10, state, null, null);
                                if (runs.get() < 4) {
                                    raise(db, state);
                                }
                                return db.sql("DELETE FROM thing").update();
                            });
            assertThat(runs).hasValue(4);
            assertThat(count()).isZero();
        }
    }

    @Test
    void aSerializationFailureThatStaysIsUnavailable() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(
                        () ->
                                store().write(
                                                db -> {
                                                    runs.incrementAndGet();
                                                    raise(db, "40001");
                                                    return 0;
                                                }))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(runs).hasValue(10);
        store().write(db -> insert(db, 1, "n", null, null));
    }

    private static void raise(Db db, String state) {
        db.sql("DO $$ BEGIN RAISE EXCEPTION 'test' USING ERRCODE = '" + state + "'; END $$")
                .update();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsKeptOnceAndAnswered() {
        try (LossyProxy proxy = new LossyProxy(URI.create(url).getPort())) {
            String lossy = url.replaceFirst(":\\d+/", ":" + proxy.port() + "/");
            try (Store through = Stores.postgresql(lossy, null, null, MIGRATIONS)) {
                AtomicInteger committed = new AtomicInteger();
                through.around(
                        new GroupHook() {
                            @Override
                            public Optional<Boolean> isDurable(Db db) {
                                return Optional.of(count(db) == 1);
                            }

                            @Override
                            public void committed() {
                                committed.incrementAndGet();
                            }
                        });
                proxy.loseCommitAfter("INSERT INTO thing");
                AtomicInteger runs = new AtomicInteger();
                int inserted =
                        through.write(
                                db -> {
                                    runs.incrementAndGet();
                                    return insert(db, 1, "n", null, null);
                                });
                assertThat(inserted).isEqualTo(1);
                assertThat(runs).hasValue(1);
                assertThat(committed).hasValue(1);
                assertThat(count()).isEqualTo(1);
            }
        }
    }

    @Test
    void aCommitWhoseFateNobodyCanTellIsUnavailableAndNotRunTwice() {
        try (LossyProxy proxy = new LossyProxy(URI.create(url).getPort())) {
            String lossy = url.replaceFirst(":\\d+/", ":" + proxy.port() + "/");
            try (Store through = Stores.postgresql(lossy, null, null, MIGRATIONS)) {
                proxy.loseCommitAfter("INSERT INTO thing");
                AtomicInteger runs = new AtomicInteger();
                assertThatThrownBy(
                                () ->
                                        through.write(
                                                db -> {
                                                    runs.incrementAndGet();
                                                    return insert(db, 1, "n", null, null);
                                                }))
                        .isInstanceOfSatisfying(
                                ClewException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
                assertThat(runs).hasValue(1);
                through.write(db -> insert(db, 2, "n", null, null));
            }
        }
    }

    @Test
    void aValueTooLargeToIndexFailsItsOwnWriteOnly() throws Exception {
        byte[] noise = new byte[9000];
        new Random(5).nextBytes(noise);
        StringBuilder text = new StringBuilder();
        for (byte b : noise) {
            text.append((char) ('!' + (b & 0x3F)));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int id = i;
                all.add(
                        threads.submit(
                                () ->
                                        store().write(
                                                        db ->
                                                                db.sql(
                                                                                "INSERT INTO pair"
                                                                                        + " (a, b)"
                                                                                        + " VALUES (:a,"
                                                                                        + " :b)")
                                                                        .bind("a", id)
                                                                        .bind(
                                                                                "b",
                                                                                id == 7
                                                                                        ? text
                                                                                                .toString()
                                                                                        : "short")
                                                                        .update())));
            }
            for (int i = 0; i < 20; i++) {
                if (i == 7) {
                    Future<Integer> tooLarge = all.get(i);
                    assertThatThrownBy(tooLarge::get).hasCauseInstanceOf(ClewException.class);
                } else {
                    assertThat(all.get(i).get()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void serversThatStartTogetherMigrateOnce() throws Exception {
        String fresh = server.newDatabase();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Store>> opened = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                opened.add(
                        threads.submit(
                                () -> Stores.postgresql(fresh, null, null, Migration.core())));
            }
            for (Future<Store> store : opened) {
                store.get().close();
            }
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsRefusedWithoutThePassword() {
        String nowhere = "postgres://clew:s3cret@127.0.0.1:1/none?connectTimeout=2";
        assertThatThrownBy(() -> Stores.postgresql(nowhere, null, null, MIGRATIONS))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("127.0.0.1:1/none")
                .message()
                .doesNotContain("s3cret");
        String noDatabase = server.url("no_such_database");
        assertThatThrownBy(() -> Stores.postgresql(noDatabase, null, null, MIGRATIONS))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("no_such_database");
    }

    @Test
    void allFormsOfAddressesAreTaken() {
        String plain = server.newDatabase();
        URI uri = URI.create(plain);
        String place = "127.0.0.1:" + uri.getPort() + uri.getPath();
        for (String form :
                List.of(
                        plain,
                        "postgresql://clew@" + place,
                        "postgres://cle%77:any%20pass+word@" + place + "?sslmode=disable",
                        "jdbc:postgresql://" + place + "?user=clew")) {
            Stores.postgresql(form, null, null, MIGRATIONS).close();
        }
        Stores.postgresql("postgres://" + place, "clew", "x", MIGRATIONS).close();
        for (String bad : List.of("mysql://h/d", "postgres://", "127.0.0.1:5432/x", "")) {
            assertThatThrownBy(() -> Stores.postgresql(bad, null, null, MIGRATIONS))
                    .isInstanceOfSatisfying(
                            ClewException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
        }
    }
}
