package io.clew.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTests extends StoreContractTests {

    @TempDir Path folder;

    @Override
    TestDatabase newDatabase() {
        return migrations -> Stores.sqlite(folder, migrations);
    }

    @Test
    void aFolderInUseByThisProcessIsRefusedWithASentence() {
        assertInUse(folder);
        reopen(MIGRATIONS);
        assertThat(count()).isZero();
    }

    @Test
    void aFolderInUseByAnotherProcessIsRefusedWithASentence(@TempDir Path other)
            throws IOException, InterruptedException {
        Process holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "--enable-native-access=ALL-UNNAMED",
                                Holder.class.getName(),
                                other.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("holding");
            assertInUse(other);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        Stores.sqlite(other, MIGRATIONS).close();
    }

    private static void assertInUse(Path folder) {
        assertThatThrownBy(() -> Stores.sqlite(folder, MIGRATIONS))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining(folder + " is in use by another Clew");
    }

    /** Holds a data folder until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (Store store = Stores.sqlite(Path.of(args[0]), MIGRATIONS)) {
                System.out.println(count(store) == 0 ? "holding" : "not empty");
                int ended = System.in.read();
                System.out.println(ended);
            }
        }

        private static long count(Store store) {
            return store.read(StoreContractTests::count);
        }
    }

    @Test
    void whatAKilledProcessWroteIsThere(@TempDir Path other)
            throws IOException, InterruptedException {
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "--enable-native-access=ALL-UNNAMED",
                                Writer.class.getName(),
                                other.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long answered = 0;
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            while (answered < 50) {
                answered = Long.parseLong(out.readLine());
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        try (Store store = Stores.sqlite(other, MIGRATIONS)) {
            long kept = store.read(StoreContractTests::count);
            assertThat(kept).isGreaterThanOrEqualTo(answered);
        }
    }

    /** Writes row after row and says each once it is durable, until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            try (Store store = Stores.sqlite(Path.of(args[0]), MIGRATIONS)) {
                for (long id = 1; id < Long.MAX_VALUE; id++) {
                    long row = id;
                    store.write(db -> insert(db, row, "n", null, null));
                    System.out.println(id);
                }
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedWithASentence(@TempDir Path other) throws IOException {
        Path file = Files.createFile(other.resolve("a-file"));
        for (Path path : List.of(file, file.resolve("below"), Path.of("/proc/clew-data"))) {
            assertThatThrownBy(() -> Stores.sqlite(path, MIGRATIONS))
                    .isInstanceOfSatisfying(
                            ClewException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContaining("the data folder " + path + " cannot be used");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWithASentence(@TempDir Path other) throws IOException {
        Files.writeString(
                other.resolve("clew.db"), "this is not a database, it is a text ".repeat(99));
        assertThatThrownBy(() -> Stores.sqlite(other, MIGRATIONS))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("cannot be opened");
        Files.delete(other.resolve("clew.db"));
        Stores.sqlite(other, MIGRATIONS).close();
    }
}
