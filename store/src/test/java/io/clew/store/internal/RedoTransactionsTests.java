package io.clew.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.store.Dialect;
import io.clew.store.Query;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds that what the redo file took is in the database after a crash at any moment. */
class RedoTransactionsTests {

    private static final int GROUPS = 40;

    @TempDir private Path folder;
    private Path file = Path.of("");
    private @Nullable RedoTransactions open;
    private final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean isDiskBroken = new AtomicBoolean();

    @BeforeEach
    void makeDatabase() throws SQLException, IOException {
        file = folder.resolve("clew.db");
        try (JdbcDb db = connect(file)) {
            db.executeOnce(
                    "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT, size REAL, raw BLOB)");
        }
        open = reopen(file);
    }

    @AfterEach
    void closeDatabase() {
        if (open != null) {
            open.close();
        }
    }

    private static JdbcDb connect(Path file) throws SQLException {
        JdbcDb db =
                new JdbcDb(DriverManager.getConnection("jdbc:sqlite:" + file), Dialect.SQLITE, 16);
        db.executeOnce("PRAGMA journal_mode = WAL");
        db.executeOnce("PRAGMA busy_timeout = 1");
        return db;
    }

    private static RedoTransactions reopen(Path file) throws SQLException, IOException {
        Path redo = RedoFile.of(file);
        try (JdbcDb db = connect(file)) {
            RedoRecovery.run(db, redo, () -> {});
            return RedoTransactions.open(db, redo, () -> connect(file));
        }
    }

    /** Opens it on a disk that refuses to sync while {@link #isDiskBroken}. */
    private void reopenOnABrokenDisk() throws SQLException, IOException {
        transactions().close();
        Path redo = RedoFile.of(file);
        try (JdbcDb db = connect(file)) {
            RedoFile onDisk =
                    RedoFile.open(
                            redo,
                            channel -> {
                                if (isDiskBroken.get()) {
                                    throw new IOException("the disk is broken");
                                }
                                channel.force(false);
                            });
            open = RedoTransactions.open(db, onDisk, () -> connect(file));
        }
    }

    private RedoTransactions transactions() {
        return Objects.requireNonNull(open);
    }

    private static void put(JdbcDb db, int id, @Nullable String text) {
        putting(db, id, text).update();
    }

    private static Query putting(JdbcDb db, int id, @Nullable String text) {
        return db.sql(
                        "INSERT INTO word (id, text, size, raw) VALUES (:id, :text, :size, :raw) ON"
                                + " CONFLICT (id) DO UPDATE SET text = excluded.text")
                .bind("id", id)
                .bind("text", text)
                .bind("size", id / 3.0)
                .bind("raw", new byte[] {(byte) id, -1, 0});
    }

    private static List<String> words(Path file) throws SQLException {
        try (JdbcDb db = connect(file)) {
            return wordsOf(db);
        }
    }

    private void commit() throws SQLException {
        commit(false);
        transactions().awaitOutcome();
    }

    /** Commits a group of which the outcome is noted. */
    private void commit(boolean isMoreWaiting) throws SQLException {
        transactions()
                .commit(
                        isMoreWaiting,
                        new Transactions.Outcome() {
                            @Override
                            public void durable() {
                                outcomes.add("durable");
                            }

                            @Override
                            public void failed(DatabaseFailure reason) {
                                outcomes.add(String.valueOf(reason.getMessage()));
                            }
                        });
    }

    private void posted(int... ids) throws SQLException {
        JdbcDb db = transactions().begin();
        for (int id : ids) {
            db.beginChanges();
            putting(db, id, "é" + id).post();
        }
        commit();
    }

    private void group(int... ids) throws SQLException {
        JdbcDb db = transactions().begin();
        for (int id : ids) {
            db.beginChanges();
            put(db, id, "é" + id);
        }
        commit();
    }

    /** Copies the database as a crash would leave it. */
    private Path crashed() throws IOException {
        Path copy = Files.createTempDirectory(folder, "crashed");
        try (var files = Files.list(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.copy(each, copy.resolve(each.getFileName()));
            }
        }
        return copy.resolve("clew.db");
    }

    @Test
    void whatIsAheadIsThereAfterACrash() throws Exception {
        group(1, 2);
        group(3);

        assertThat(words(file)).isEmpty();
        Path copy = crashed();
        reopen(copy).close();

        assertThat(words(copy))
                .containsExactly(
                        "1 é1 0.3333333333333333 [1, -1, 0]",
                        "2 é2 0.6666666666666666 [2, -1, 0]",
                        "3 é3 1.0 [3, -1, 0]");
    }

    @Test
    void goesOnWithoutNoGroupThatTheFileLost() throws Exception {
        group(1);
        group(2);
        try (RandomAccessFile redo = new RandomAccessFile(RedoFile.of(file).toFile(), "rw")) {
            long last = redo.length() - 1;
            redo.seek(last);
            int damaged = ~redo.read();
            redo.seek(last);
            redo.write(damaged);
        }
        JdbcDb db = transactions().begin();
        put(db, 3, "undone");
        transactions().rollback();

        assertThatThrownBy(transactions()::begin)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("up to 1 and not up to 2");
    }

    @Test
    void readersSeeItOnceItHasCaughtUp() throws Exception {
        group(1);
        assertThat(transactions().isAhead()).isTrue();

        transactions().catchUp();

        assertThat(transactions().isAhead()).isFalse();
        assertThat(words(file)).hasSize(1);
    }

    @Test
    void aGroupThatIsUndoneTakesNothingWithIt() throws Exception {
        group(1);
        JdbcDb db = transactions().begin();
        put(db, 2, "undone");
        transactions().rollback();
        group(3);

        Path copy = crashed();
        reopen(copy).close();
        transactions().catchUp();

        assertThat(words(copy)).hasSize(2).isEqualTo(words(file));
    }

    @Test
    void aWriteThatIsUndoneIsNotRunAgain() throws Exception {
        JdbcDb db = transactions().begin();
        db.beginChanges();
        put(db, 1, "kept");
        db.execute("SAVEPOINT one_write");
        db.beginChanges();
        put(db, 2, "undone");
        db.sql("DELETE FROM word WHERE id = :id").bind("id", 1).update();
        db.execute("ROLLBACK TO SAVEPOINT one_write");
        db.forgetChanges();
        db.beginChanges();
        put(db, 3, "kept");
        commit();

        Path copy = crashed();
        reopen(copy).close();
        transactions().catchUp();

        assertThat(words(copy)).hasSize(2).isEqualTo(words(file));
    }

    @Test
    void aStatementThatReturnsRowsIsRunAgainToo() throws Exception {
        JdbcDb db = transactions().begin();
        put(db, 1, "before");
        put(db, 2, "before");
        db.sql("UPDATE word SET text = :text RETURNING id")
                .bind("text", "after")
                .list(row -> row.integer("id"));
        commit();

        Path copy = crashed();
        reopen(copy).close();
        transactions().catchUp();

        assertThat(words(copy)).hasSize(2).allMatch(word -> word.contains("after"));
        assertThat(words(copy)).isEqualTo(words(file));
    }

    @Test
    void aReadOnTheWritersConnectionSeesWhatIsAhead() throws Exception {
        group(1);

        assertThat(wordsOf(transactions().reader())).hasSize(1);
        group(2);
        JdbcDb db = transactions().begin();
        put(db, 3, "undone");
        transactions().rollback();

        assertThat(wordsOf(transactions().reader())).hasSize(2);
        Path copy = crashed();
        reopen(copy).close();
        assertThat(words(copy)).hasSize(2);
    }

    @Test
    void whatWasPostedIsThereForWhoeverAsks() throws Exception {
        posted(1, 2);
        JdbcDb db = transactions().begin();
        putting(db, 3, "posted").post();
        assertThat(wordsOf(db)).hasSize(3);
        putting(db, 4, "posted").post();
        commit();

        assertThat(wordsOf(transactions().reader())).hasSize(4);
        posted(5);
        Path copy = crashed();
        reopen(copy).close();
        transactions().catchUp();

        assertThat(words(file)).hasSize(5).isEqualTo(words(copy));
    }

    @Test
    void whatWasPostedAndUndoneIsNowhere() throws Exception {
        posted(1);
        JdbcDb db = transactions().begin();
        putting(db, 2, "undone").post();
        transactions().rollback();
        db = transactions().begin();
        putting(db, 3, "undone").post();
        assertThat(wordsOf(db)).hasSize(2);
        transactions().rollback();
        posted(4);

        assertThat(wordsOf(transactions().reader()))
                .extracting(word -> word.charAt(0))
                .containsExactly('1', '4');
        Path copy = crashed();
        reopen(copy).close();
        transactions().catchUp();

        assertThat(words(file)).hasSize(2).isEqualTo(words(copy));
    }

    @Test
    void aGroupIsPreparedWhileTheOneBeforeIsSynced() throws Exception {
        for (int id = 0; id < 200; id++) {
            JdbcDb db = transactions().begin();
            putting(db, id, "posted").post();
            if (id % 7 == 0) {
                assertThat(wordsOf(db)).hasSize(id + 1);
            }
            commit(true);
        }
        transactions().awaitOutcome();

        assertThat(outcomes).hasSize(200).containsOnly("durable");
        Path copy = crashed();
        reopen(copy).close();
        transactions().catchUp();
        assertThat(words(file)).hasSize(200).isEqualTo(words(copy));
    }

    private static Query anotherText(JdbcDb db, int id) {
        return db.sql("INSERT INTO word (id, text, size, raw) VALUES (:id, 'x', 0.5, x'00')")
                .bind("id", id);
    }

    @Test
    void aGroupWhoseSyncFailsIsNowhereAndTakesOnlyTheNextWithIt() throws Exception {
        reopenOnABrokenDisk();
        for (boolean asksTheDatabase : new boolean[] {false, true}) {
            outcomes.clear();
            int first = asksTheDatabase ? 10 : 0;
            posted(first + 1);
            isDiskBroken.set(true);
            JdbcDb db = transactions().begin();
            anotherText(db, first + 2).post();
            if (asksTheDatabase) {
                assertThat(wordsOf(db)).isNotEmpty();
            }
            commit(true);
            db = transactions().begin();
            putting(db, first + 3, "rests on what is lost").post();
            assertThatThrownBy(() -> commit(true)).hasMessageContaining("the disk is broken");
            assertThat(transactions().hasLost()).isTrue();
            transactions().rollback();
            assertThat(transactions().hasLost()).isFalse();
            isDiskBroken.set(false);
            db = transactions().begin();
            anotherText(db, first + 4).post();
            commit();

            assertThat(outcomes).hasSize(3).element(1).asString().contains("the disk is broken");
        }
        Path copy = crashed();
        reopen(copy).close();
        transactions().catchUp();
        assertThat(words(file))
                .isEqualTo(words(copy))
                .extracting(word -> word.split(" ")[0])
                .containsExactly("1", "4", "11", "14");
    }

    @Test
    void whatADatabaseRefusedForAWhileIsRunAgain() throws Exception {
        try (JdbcDb other = connect(file)) {
            other.beginWrite();
            posted(1);
            assertThatThrownBy(transactions()::catchUp)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("locked");
            assertThatThrownBy(transactions()::begin)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("locked");
            other.rollback();
        }
        posted(2);
        transactions().catchUp();

        assertThat(words(file)).hasSize(2);
    }

    @Test
    void aPostedStatementThatIsRefusedStopsAllFurtherWrites() throws Exception {
        group(1);
        JdbcDb db = transactions().begin();
        db.sql("INSERT INTO word (id) VALUES (:id)").bind("id", 1).post();
        commit();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> group(2)).hasMessageContaining("UNIQUE");
        }
        assertThat(words(file)).isEmpty();
    }

    @Test
    void theFileBeginsAnewBeforeItGrowsForEver() throws Exception {
        String megabyte = "x".repeat(1 << 20);
        long longest = 0;
        for (int id = 0; id < 40; id++) {
            JdbcDb db = transactions().begin();
            putting(db, id, megabyte).post();
            commit();
            if (transactions().isFarAhead()) {
                transactions().catchUp();
                assertThat(transactions().isAhead()).isFalse();
            }
            longest = Math.max(longest, Files.size(RedoFile.of(file)));
        }

        assertThat(longest).isBetween(16L << 20, 18L << 20);
        assertThat(wordsOf(transactions().reader())).hasSize(40);
    }

    @Test
    void aCrashAtAnyByteLeavesWholeGroups() throws Exception {
        group(1, 2);
        group(3);
        group(4, 5, 6);
        Path whole = crashed();
        long size = Files.size(RedoFile.of(whole));
        int fewest = Integer.MAX_VALUE;
        for (long cut = 48; cut <= size; cut++) {
            Path copy = Files.createTempDirectory(folder, "cut").resolve("clew.db");
            Files.copy(whole, copy);
            Path wal = whole.resolveSibling("clew.db-wal");
            if (Files.exists(wal)) {
                Files.copy(wal, copy.resolveSibling("clew.db-wal"));
            }
            Path redo = RedoFile.of(copy);
            Files.copy(RedoFile.of(whole), redo);
            try (RandomAccessFile bytes = new RandomAccessFile(redo.toFile(), "rw")) {
                bytes.setLength(cut);
            }
            reopen(copy).close();
            int count = words(copy).size();
            assertThat(count).isIn(0, 2, 3, 6);
            assertThat(count).isEqualTo(cut == size ? 6 : Math.min(count, 3));
            fewest = Math.min(fewest, count);
        }
        assertThat(fewest).isZero();
    }

    @Test
    void aDamagedByteEndsTheFileBeforeItsGroup() throws Exception {
        group(1);
        group(2);
        Path copy = crashed();
        try (RandomAccessFile bytes = new RandomAccessFile(RedoFile.of(copy).toFile(), "rw")) {
            bytes.seek(bytes.length() - 3);
            int before = bytes.read();
            bytes.seek(bytes.length() - 3);
            bytes.write(before ^ 4);
        }

        reopen(copy).close();

        assertThat(words(copy)).hasSize(1);
    }

    @Test
    void whatIsLeftFromEarlierUseOfTheFileIsNotRunAgain() throws Exception {
        for (int id = 1; id <= 9; id++) {
            group(id);
        }
        transactions().catchUp();
        JdbcDb db = transactions().begin();
        db.sql("DELETE FROM word WHERE id > :id").bind("id", 2).update();
        commit();

        Path copy = crashed();
        reopen(copy).close();
        reopen(copy).close();

        assertThat(words(copy)).hasSize(2);
    }

    @Test
    void anOlderDatabaseBesideTheFileIsRefused() throws Exception {
        Path old = crashed();
        group(1);
        transactions().catchUp();
        group(2);
        Files.copy(RedoFile.of(file), RedoFile.of(old), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> reopen(old))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("begins with group 2")
                .hasMessageContaining("has come to group 0");
    }

    @Test
    void theFileOfAnotherDatabaseIsRefused() throws Exception {
        Path other = crashed();
        reopen(other).close();
        group(1);
        Files.copy(RedoFile.of(file), RedoFile.of(other), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> reopen(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to another database");
    }

    @Test
    void crashesAtRandomMomentsLoseNothingThatIsDurable() throws Exception {
        long seed = Long.getLong("clew.seed", 20261130);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int step = 0; step < GROUPS; step++) {
            List<Integer> ids = new ArrayList<>();
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                ids.add(random.nextInt(30));
            }
            switch (random.nextInt(9)) {
                case 0 -> transactions().catchUp();
                case 1 -> {
                    JdbcDb db = transactions().begin();
                    ids.forEach(id -> put(db, id, "undone"));
                    transactions().rollback();
                }
                case 2 -> {
                    JdbcDb db = transactions().begin();
                    int least = ids.getFirst();
                    db.sql("DELETE FROM word WHERE id < :id").bind("id", least).update();
                    commit();
                }
                case 3 -> posted(ids.stream().mapToInt(Integer::intValue).toArray());
                case 4, 5 -> {
                    JdbcDb db = transactions().begin();
                    ids.forEach(id -> putting(db, id, "posted").post());
                    commit(true);
                    JdbcDb next = transactions().begin();
                    putting(next, ids.getFirst(), "next").post();
                    if (random.nextBoolean()) {
                        transactions().rollback();
                    } else {
                        commit(true);
                    }
                    transactions().awaitOutcome();
                }
                case 6 -> {
                    JdbcDb db = transactions().begin();
                    ids.forEach(id -> putting(db, id, "posted").post());
                    if (random.nextBoolean()) {
                        put(db, ids.getFirst(), "at once");
                    }
                    transactions().rollback();
                }
                default -> group(ids.stream().mapToInt(Integer::intValue).toArray());
            }
            Path copy = crashed();
            reopen(copy).close();
            List<String> recovered = words(copy);
            JdbcDb db = transactions().begin();
            assertThat(recovered).as("step %d of seed %d", step, seed).isEqualTo(wordsOf(db));
            transactions().rollback();
        }
    }

    private static List<String> wordsOf(JdbcDb db) {
        return db.sql("SELECT id, text, size, raw FROM word ORDER BY id")
                .list(
                        row ->
                                row.integer("id")
                                        + " "
                                        + row.nullableText("text")
                                        + " "
                                        + row.real("size")
                                        + " "
                                        + Arrays.toString(row.bytes("raw")));
    }
}
