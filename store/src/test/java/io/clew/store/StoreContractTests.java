package io.clew.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do; run by each. */
abstract class StoreContractTests {

    private static final Migration TABLES =
            new Migration(
                    "test/0001",
                    """
                    CREATE TABLE thing (
                        id {{INT64}} PRIMARY KEY,
                        name TEXT {{BINARY_ORDER}},
                        size {{REAL64}},
                        body {{BYTES}}
                    ) {{STRICT}};
                    CREATE TABLE pair (a {{INT64}} NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) \
                    {{CLUSTERED}};
                    """);

    static final List<Migration> MIGRATIONS = List.of(TABLES);

    private TestDatabase database;
    private Store store;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void openStore() {
        database = newDatabase();
        store = database.open(MIGRATIONS);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    TestDatabase database() {
        return database;
    }

    Store store() {
        return store;
    }

    /** Closes the store and opens another on the same database. */
    Store reopen(List<Migration> migrations) {
        store.close();
        store = database.open(migrations);
        return store;
    }

    @Test
    void everyTypeComesBackAsItWasStored() {
        byte[] body = {0, 1, (byte) 255};
        store.write(db -> insert(db, Long.MIN_VALUE, "ä\uD83D\uDE00'\"", 1e-300, body));
        store.write(db -> insert(db, Long.MAX_VALUE, null, null, null));
        store.read(
                db -> {
                    db.sql("SELECT id, name, size, body FROM thing WHERE id < 0")
                            .each(
                                    row -> {
                                        assertThat(row.integer("id")).isEqualTo(Long.MIN_VALUE);
                                        assertThat(row.text("name")).isEqualTo("ä\uD83D\uDE00'\"");
                                        assertThat(row.real("size")).isEqualTo(1e-300);
                                        assertThat(row.bytes("body")).isEqualTo(body);
                                    });
                    return db.sql("SELECT id, name, size, body FROM thing WHERE id > 0")
                            .first(
                                    row -> {
                                        assertThat(row.integer("id")).isEqualTo(Long.MAX_VALUE);
                                        assertThat(row.nullableText("name")).isNull();
                                        assertThat(row.optionalReal("size")).isEmpty();
                                        assertThat(row.optionalInteger("size")).isEmpty();
                                        assertThat(row.nullableBytes("body")).isNull();
                                        assertThatThrownBy(() -> row.text("name"))
                                                .hasMessageContaining("name is null");
                                        return row.integer("id");
                                    })
                            .orElseThrow();
                });
    }

    @Test
    void namesMayRepeatAndTextInQuotesIsNoParameter() {
        store.write(db -> insert(db, 1, "a:b", null, null));
        Optional<String> found =
                store.read(
                        db ->
                                db.sql(
                                                "SELECT name FROM thing WHERE name = 'a:b' AND (id"
                                                        + " = :id OR id = :id + 100)")
                                        .bind("id", 1)
                                        .first(row -> row.text("name")));
        assertThat(found).contains("a:b");
    }

    @Test
    void aListBecomesAsManyPlaceholders() {
        store.write(
                db -> {
                    IntStream.range(0, 500).forEach(id -> insert(db, id, "n" + id, null, null));
                    return 0;
                });
        List<Long> ids = IntStream.range(0, 500).mapToObj(id -> 2L * id).toList();
        assertThat(
                        store.<List<Long>>read(
                                db ->
                                        db.sql("SELECT id FROM thing WHERE id IN (:ids)")
                                                .bindAll("ids", ids)
                                                .list(row -> row.integer("id"))))
                .hasSize(250);
        assertThatThrownBy(
                        () ->
                                store.read(
                                        db ->
                                                db.sql("SELECT id FROM thing WHERE id IN (:ids)")
                                                        .bindAll("ids", List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCannotBeStoredIsRefusedBeforeTheDatabaseSeesIt() {
        for (String text : List.of("a\0b", "\uD83D", "x\uDE00")) {
            assertThatThrownBy(() -> store.write(db -> insert(db, 1, text, null, null)))
                    .isInstanceOfSatisfying(
                            ClewException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
        }
        assertThat(count()).isZero();
    }

    @Test
    void orderOfTextIsByCodePoint() {
        List<String> names = List.of("B", "a", "b", "é", "Ａ", "\uD83D\uDE00");
        store.write(
                db -> {
                    for (int i = 0; i < names.size(); i++) {
                        insert(db, i, names.get(names.size() - 1 - i), null, null);
                    }
                    return 0;
                });
        assertThat(
                        store.<List<String>>read(
                                db ->
                                        db.sql("SELECT name FROM thing ORDER BY name")
                                                .list(row -> row.text("name"))))
                .isEqualTo(names);
    }

    @Test
    void returningGivesWhatAnInsertMade() {
        assertThat(
                        store.<Long>write(
                                db ->
                                        db.sql(
                                                        "INSERT INTO thing (id, name) VALUES (:id,"
                                                                + " :name) ON CONFLICT (id) DO UPDATE"
                                                                + " SET name = excluded.name RETURNING"
                                                                + " id + 1 AS next")
                                                .bind("id", 41)
                                                .bind("name", "x")
                                                .first(row -> row.integer("next"))
                                                .orElseThrow()))
                .isEqualTo(42);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aNullMayBeBoundWhereverAColumnGivesItsType() {
        store.write(db -> insert(db, 1, null, null, null));
        int changed =
                store.write(
                        db ->
                                db.sql(
                                                "UPDATE thing SET name = :name, size = :size, body"
                                                        + " = COALESCE(:body, body) WHERE id = :id")
                                        .bind("name", null)
                                        .bind("size", null)
                                        .bind("body", null)
                                        .bind("id", 1)
                                        .update());
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void eachWriteIsVisibleOnceItsCallReturns() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                int id = i;
                Callable<Boolean> writeThenRead =
                        () -> {
                            store.write(db -> insert(db, id, "n", null, null));
                            return exists(id);
                        };
                all.add(threads.submit(writeThenRead));
            }
            for (Future<Boolean> seen : all) {
                assertThat(seen.get()).isTrue();
            }
        }
        assertThat(count()).isEqualTo(300);
    }

    @Test
    void writesAreGroupedAndAFailingOneTouchesNoOther() throws Exception {
        AtomicInteger groups = new AtomicInteger();
        store.around(
                new GroupHook() {
                    @Override
                    public void committed() {
                        groups.incrementAndGet();
                    }
                });
        List<Future<Integer>> all = new ArrayList<>();
        CountDownLatch queued = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first =
                    threads.submit(() -> store.write(db -> awaitAndInsert(db, queued)));
            for (int i = 0; i < 100; i++) {
                int id = i;
                all.add(threads.submit(() -> store.write(db -> insertOrFail(db, id))));
            }
            queued.countDown();
            assertThat(first.get()).isEqualTo(1);
            for (int i = 0; i < 100; i++) {
                Future<Integer> write = all.get(i);
                switch (i % 10) {
                    case 3 -> assertThatThrownBy(write::get).hasRootCauseMessage("the work failed");
                    case 5 ->
                            assertThatThrownBy(write::get).hasCauseInstanceOf(ClewException.class);
                    case 7 ->
                            assertThatThrownBy(write::get).hasCauseInstanceOf(ClewException.class);
                    default -> assertThat(write.get()).isEqualTo(1);
                }
            }
        }
        assertThat(count()).isEqualTo(1 + 70);
        assertThat(groups.get()).isLessThan(70);
    }

    private static int awaitAndInsert(Db db, CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return insert(db, 1_000_000, "first", null, null);
    }

    private static int insertOrFail(Db db, int id) {
        int inserted = insert(db, id, "n" + id, null, null);
        switch (id % 10) {
            case 3 -> throw new IllegalStateException("the work failed");
            case 5 -> insert(db, id, "again", null, null);
            case 7 -> db.sql("SELECT nothing FROM nowhere").list(row -> row.text("nothing"));
            default -> assertThat(inserted).isEqualTo(1);
        }
        return inserted;
    }

    @Test
    void aWriteThatSwallowsAFailureIsRefusedOrKeptWholeAndTouchesNoOther() {
        for (boolean goesOn : List.of(true, false)) {
            store.write(db -> db.sql("DELETE FROM thing").update());
            boolean isKept = true;
            try {
                store.write(db -> swallow(db, goesOn));
            } catch (ClewException refusal) {
                isKept = false;
            }
            int whole = goesOn ? 2 : 1;
            assertThat(count()).isEqualTo(isKept ? whole : 0);
            store.write(db -> insert(db, 3, "next", null, null));
        }
    }

    private static int swallow(Db db, boolean goesOn) {
        insert(db, 1, "before", null, null);
        try {
            insert(db, 1, "again", null, null);
        } catch (RuntimeException swallowed) {
            assertThat(swallowed).isNotNull();
        }
        return goesOn ? insert(db, 2, "after", null, null) : 0;
    }

    @Test
    void aHookThatFailsAfterTheCommitLosesNoAnswer() {
        store.around(
                new GroupHook() {
                    @Override
                    public void committed() {
                        throw new IllegalStateException("a defect");
                    }
                });
        assertThat(store.<Integer>write(db -> insert(db, 1, "n", null, null))).isEqualTo(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aHookThatFailsInsideTheGroupFailsItsWritesAndNothingIsKept() {
        AtomicInteger failures = new AtomicInteger(1);
        store.around(
                new GroupHook() {
                    @Override
                    public void end(Db db) {
                        if (failures.getAndDecrement() > 0) {
                            throw new IllegalStateException("a defect");
                        }
                    }
                });
        assertThatThrownBy(() -> store.write(db -> insert(db, 1, "n", null, null)))
                .hasMessage("a defect");
        assertThat(count()).isZero();
        store.write(db -> insert(db, 1, "n", null, null));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void hooksSeeEachWriteAndEachUndoing() {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        store.around(
                new GroupHook() {
                    @Override
                    public void begin(Db db) {
                        calls.add("begin");
                    }

                    @Override
                    public void writeBegins(Db db) {
                        calls.add("write");
                    }

                    @Override
                    public void writeUndone() {
                        calls.add("undone");
                    }

                    @Override
                    public void end(Db db) {
                        calls.add("end");
                    }

                    @Override
                    public void committed() {
                        calls.add("committed");
                    }

                    @Override
                    public void rolledBack() {
                        calls.add("rolled back");
                    }
                });
        assertThatThrownBy(
                () ->
                        store.write(
                                db -> {
                                    throw new IllegalStateException("before any change");
                                }));
        assertThat(calls).containsExactly("begin", "write", "undone", "end", "committed");
        calls.clear();
        assertThatThrownBy(
                () ->
                        store.write(
                                db -> {
                                    insert(db, 1, "n", null, null);
                                    throw new IllegalStateException("after a change");
                                }));
        assertThat(calls)
                .containsExactly(
                        "begin",
                        "write",
                        "rolled back",
                        "begin",
                        "write",
                        "undone",
                        "end",
                        "committed");
    }

    @Test
    void aReadSeesOneSnapshotWhateverIsWrittenMeanwhile() {
        store.write(db -> insert(db, 1, "n", null, null));
        List<Long> counts =
                store.read(
                        db -> {
                            long before = count(db);
                            inAnotherThread(() -> store.write(d -> insert(d, 2, "n", null, null)));
                            return List.of(before, count(db));
                        });
        assertThat(counts).containsExactly(1L, 1L);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aReadThatThrowsGivesItsConnectionBack() {
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(
                            () ->
                                    store.read(
                                            db -> {
                                                throw new IllegalStateException("no");
                                            }))
                    .hasMessage("no");
            assertThatThrownBy(
                            () ->
                                    store.read(
                                            db ->
                                                    db.sql("SELECT nothing FROM nowhere")
                                                            .list(row -> row.text("nothing"))))
                    .isInstanceOf(ClewException.class);
        }
        assertThat(count()).isZero();
    }

    @Test
    void aReadCannotWrite() {
        assertThatThrownBy(() -> store.read(db -> insert(db, 1, "n", null, null)))
                .isInstanceOf(ClewException.class);
        assertThat(count()).isZero();
    }

    @Test
    void manyRowsAreVisitedOneByOneAlsoInsideEachOther() {
        store.write(
                db -> {
                    for (int id = 0; id < 20_000; id++) {
                        insert(db, id, "n" + id, null, null);
                    }
                    return 0;
                });
        AtomicInteger visited = new AtomicInteger();
        store.read(
                db -> {
                    db.sql("SELECT id FROM thing ORDER BY id")
                            .each(
                                    row -> {
                                        assertThat(row.integer("id"))
                                                .isEqualTo(visited.getAndIncrement());
                                        if (row.integer("id") % 5000 == 0) {
                                            assertThat(count(db)).isEqualTo(20_000);
                                        }
                                    });
                    return 0;
                });
        assertThat(visited).hasValue(20_000);
    }

    @Test
    void closingAnswersOrRefusesEveryWriteThatWaits() throws Exception {
        int writers = 200;
        AtomicInteger kept = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(writers / 2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int id = i;
                all.add(
                        threads.submit(
                                () -> {
                                    started.countDown();
                                    try {
                                        store.write(db -> insert(db, id, "n", null, null));
                                        kept.incrementAndGet();
                                    } catch (ClewException e) {
                                        assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                                        refused.incrementAndGet();
                                    }
                                }));
            }
            started.await();
            store.close();
            for (Future<?> writer : all) {
                writer.get();
            }
        }
        assertThat(kept.get() + refused.get()).isEqualTo(writers);
        store = database.open(MIGRATIONS);
        assertThat(count()).isEqualTo(kept.get());
    }

    @Test
    void moreWritesThanCanWaitAreRefusedWithASentence() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        int writers = 17_500;
        AtomicInteger kept = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> holder =
                    threads.submit(
                            () ->
                                    store.write(
                                            db -> {
                                                held.countDown();
                                                return awaitAndInsert(db, free);
                                            }));
            held.await();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                all.add(
                        threads.submit(
                                () -> {
                                    try {
                                        store.write(db -> 0);
                                        kept.incrementAndGet();
                                    } catch (ClewException e) {
                                        assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                                        assertThat(e).hasMessageContaining("too many writes");
                                        refused.countDown();
                                    }
                                }));
            }
            refused.await();
            free.countDown();
            holder.get();
            for (Future<?> writer : all) {
                writer.get();
            }
        }
        assertThat(kept.get()).isPositive().isLessThan(writers);
    }

    @Test
    void aCallerThatIsInterruptedWaitsNoLongerAndTheWriterGoesOn() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> holder =
                    threads.submit(
                            () ->
                                    store.write(
                                            db -> {
                                                held.countDown();
                                                return awaitAndInsert(db, free);
                                            }));
            held.await();
            AtomicReference<Throwable> seen = new AtomicReference<>();
            Thread waiting =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            store.write(db -> insert(db, 7, "n", null, null));
                                        } catch (ClewException e) {
                                            seen.set(e);
                                        }
                                    });
            waiting.interrupt();
            waiting.join();
            assertThat(seen.get())
                    .isInstanceOfSatisfying(
                            ClewException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            free.countDown();
            assertThat(holder.get()).isEqualTo(1);
        }
        store.write(db -> insert(db, 8, "n", null, null));
        assertThat(exists(7)).as("a write that was taken back before its turn").isFalse();
    }

    @Test
    void rowsAreInsertedManyAtATime() {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i < 147; i++) {
            rows.add(List.of(i, "n" + i));
        }
        store.write(
                db -> {
                    RowBatches.each(
                            rows,
                            batch ->
                                    db.sql("INSERT INTO pair (a, b) VALUES :rows")
                                            .bindRows("rows", batch)
                                            .update());
                    return 0;
                });
        assertThat(
                        store.<Long>read(
                                db ->
                                        db.sql("SELECT COUNT(*) AS n FROM pair WHERE b = 'n' || a")
                                                .first(row -> row.integer("n"))
                                                .orElseThrow()))
                .isEqualTo(147);
    }

    @Test
    void aClosedStoreRefusesEverythingWithASentence() {
        store.close();
        assertThatThrownBy(() -> store.write(db -> insert(db, 1, "n", null, null)))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThatThrownBy(() -> store.read(StoreContractTests::count))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        store = database.open(MIGRATIONS);
    }

    @Test
    void aTransactionInsideAnotherIsRefusedRatherThanWaitedForForever() {
        assertNestingRefused(() -> store.write(outer -> store.write(db -> 0)), "write", "write");
        assertNestingRefused(() -> store.write(outer -> store.read(db -> 0)), "read", "write");
        assertNestingRefused(() -> store.read(outer -> store.read(db -> 0)), "read", "read");
        assertNestingRefused(() -> store.read(outer -> store.write(db -> 0)), "write", "read");
        assertThat(count()).isZero();
    }

    private static void assertNestingRefused(Runnable work, String inner, String outer) {
        assertThatThrownBy(work::run)
                .hasMessage("a " + inner + " cannot be made inside a " + outer);
    }

    @Test
    void migrationsAreAppliedOnceInOrder() {
        Migration second =
                new Migration("test/0002", "ALTER TABLE thing ADD COLUMN colour TEXT;\n");
        store.write(db -> insert(db, 1, "n", null, null));
        reopen(List.of(TABLES, second));
        reopen(List.of(TABLES, second));
        store.write(db -> db.sql("UPDATE thing SET colour = 'red'").update());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aChangedMigrationIsRefused() {
        store.close();
        Migration edited = new Migration("test/0001", TABLES.sql() + "-- edited\n");
        assertRefused(List.of(edited), "test/0001 is not the one that this data was made with");
    }

    @Test
    void dataOfANewerVersionIsRefusedWithASentence() {
        Migration newer = new Migration("test/0002", "CREATE TABLE later (id {{INT64}});\n");
        reopen(List.of(TABLES, newer)).close();
        assertRefused(
                List.of(TABLES),
                "this data was written by a newer version of Clew (it has the migration"
                        + " test/0002)");
        store = database.open(List.of(TABLES, newer));
    }

    @Test
    void aMigrationThatFailsHalfWayLeavesNothing() {
        store.close();
        Migration broken =
                new Migration(
                        "test/0002",
                        "CREATE TABLE later (id {{INT64}});\nCREATE TABLE thing (id {{INT64}});\n");
        assertThatThrownBy(() -> database.open(List.of(TABLES, broken)))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        Migration mended = new Migration("test/0002", "CREATE TABLE later (id {{INT64}});\n");
        store = database.open(List.of(TABLES, mended));
        assertThat(count()).isZero();
    }

    private void assertRefused(List<Migration> migrations, String sentence) {
        assertThatThrownBy(() -> database.open(migrations))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining(sentence);
    }

    static void inAnotherThread(Runnable work) {
        Thread thread = Thread.ofPlatform().start(work);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    long count() {
        return store.read(StoreContractTests::count);
    }

    static long count(Db db) {
        return db.sql("SELECT COUNT(*) AS n FROM thing")
                .first(row -> row.integer("n"))
                .orElseThrow();
    }

    private boolean exists(long id) {
        return store.read(
                db ->
                        db.sql("SELECT id FROM thing WHERE id = :id")
                                .bind("id", id)
                                .first(row -> row.integer("id"))
                                .isPresent());
    }

    static int insert(
            Db db,
            long id,
            @org.jspecify.annotations.Nullable String name,
            @org.jspecify.annotations.Nullable Double size,
            byte @org.jspecify.annotations.Nullable [] body) {
        return db.sql(
                        "INSERT INTO thing (id, name, size, body) VALUES (:id, :name, :size,"
                                + " :body)")
                .bind("id", id)
                .bind("name", name)
                .bind("size", size)
                .bind("body", body)
                .update();
    }
}
