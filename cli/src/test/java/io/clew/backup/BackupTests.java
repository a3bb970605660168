package io.clew.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.commit.LogReader;
import io.clew.folders.EarlierFolders;
import io.clew.model.ClewException;
import io.clew.model.check.CheckedPart;
import io.clew.model.log.LogEntry;
import io.clew.server.Clew;
import io.clew.server.backup.Backup;
import io.clew.server.backup.Manifest;
import io.clew.server.backup.Restore;
import io.clew.server.check.CheckReport;
import io.clew.server.check.StoreCheck;
import io.clew.server.config.Config;
import io.clew.server.config.Setting;
import io.clew.store.RestoringFolder;
import io.clew.store.Store;
import io.clew.store.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupTests {
    private static final int ENTRIES_MAX = 1_000_000;

    @TempDir Path folder;

    private Config config(String data) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, folder.resolve(data).toString());
        return Config.of(flags);
    }

    private Manifest backup(String data, String file) {
        return Backup.make(config(data), folder.resolve(file), (done, all) -> {});
    }

    private Manifest restore(String file, String data) {
        return Restore.run(config(data), folder.resolve(file), (done, all) -> {});
    }

    private CheckReport check(String data) {
        return StoreCheck.of(config(data), true, List.of(), part -> {});
    }

    private List<LogEntry> log(String data) {
        return read(data, store -> store.read(db -> LogReader.entries(db, 0, ENTRIES_MAX)));
    }

    private List<String> leaves(String data) {
        return read(
                data,
                store ->
                        store.read(
                                db ->
                                        db.sql("SELECT leaf FROM entry ORDER BY position")
                                                .list(row -> row.text("leaf"))));
    }

    private <T> T read(String data, Function<Store, T> work) {
        try (Store store = Stores.inspectSqlite(folder.resolve(data), Clew.migrations())) {
            return work.apply(store);
        }
    }

    private static List<Path> files(Path of) throws IOException {
        try (Stream<Path> files = Files.walk(of)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*-(wal|shm)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void underLoadItIsTheLogUpToItsPositionWithAllThatBelongsToIt() throws IOException {
        List<Manifest> made = new ArrayList<>();
        long before;
        try (Clew clew = Clew.start(config("data"));
                Load load = new Load(clew.address())) {
            load.awaitRounds(10);
            Files.writeString(folder.resolve("data/own.key"), "a secret");
            before = read("data", store -> store.<Long>read(LogReader::head));
            for (int i = 0; i < 3; i++) {
                made.add(backup("data", "backup" + i));
                load.awaitRounds(5);
            }
        }
        List<LogEntry> all = log("data");
        List<String> leaves = leaves("data");
        long last = before - 1;
        for (int i = 0; i < made.size(); i++) {
            Manifest manifest = made.get(i);
            assertThat(manifest.position()).isGreaterThan(last).isLessThan(all.size());
            last = manifest.position();
            String restored = "restored" + i;
            assertThat(restore("backup" + i, restored)).isEqualTo(manifest);
            int position = (int) manifest.position();
            assertThat(log(restored)).isEqualTo(all.subList(0, position));
            assertThat(leaves(restored)).isEqualTo(leaves.subList(0, position));
            CheckReport report = check(restored);
            assertThat(report.isSound()).as("%s", report).isTrue();
            assertThat(report.position()).isEqualTo(position);
            assertThat(folder.resolve(restored).resolve("own.key")).hasContent("a secret");
            assertThat(report.parts().getLast().counts())
                    .containsEntry("referenced", manifest.artifacts())
                    .containsEntry("surplus", 0L);
        }
        try (Clew clew = Clew.start(config("restored0"));
                Load load = new Load(clew.address())) {
            load.awaitRounds(2);
        }
        assertThat(check("restored0").isSound()).isTrue();
        assertThat(folder.resolve("data/artifacts/holds")).isEmptyDirectory();
    }

    @Test
    void aDataFolderThatNobodyUsesIsBackedUpToo() throws IOException {
        fill("data");
        List<Path> before = files(folder.resolve("data"));
        Manifest manifest = backup("data", "backup");
        assertThat(files(folder.resolve("data"))).isEqualTo(before);
        assertThat(restore("backup", "restored")).isEqualTo(manifest);
        assertThat(log("restored")).isEqualTo(log("data"));
        List<CheckedPart> kept = check("restored").parts();
        List<CheckedPart> original = check("data").parts();
        assertThat(kept.subList(0, 4)).isEqualTo(original.subList(0, 4));
        assertThat(kept.getLast().counts())
                .containsEntry("referenced", original.getLast().counts().get("referenced"));
    }

    private void fill(String data) {
        try (Clew clew = Clew.start(config(data));
                Load load = new Load(clew.address())) {
            load.awaitRounds(3);
        }
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        fill("data");
        backup("data", "backup");
        byte[] bytes = Files.readAllBytes(folder.resolve("backup"));
        assertThatThrownBy(() -> backup("data", "backup")).hasMessageContaining("there already");
        assertThat(folder.resolve("backup")).hasBinaryContent(bytes);
        List<LogEntry> log = log("data");
        assertThatThrownBy(() -> restore("backup", "data")).hasMessageContaining("not empty");
        assertThat(log("data")).isEqualTo(log);
    }

    @Test
    void aBackupThatIsCutOffOrDamagedIsRefusedAndLeavesNothing() throws IOException {
        fill("data");
        backup("data", "backup");
        byte[] whole = Files.readAllBytes(folder.resolve("backup"));
        Path broken = folder.resolve("broken");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            Files.write(broken, Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertRefused(seed);
        }
        for (int i = 0; i < 40; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(broken, flipped);
            refusedOrWhole(seed);
        }
    }

    private void assertRefused(long seed) {
        assertThatThrownBy(() -> restore("broken", "restored"))
                .as("seed %d", seed)
                .isInstanceOf(ClewException.class);
        assertThat(folder.resolve("restored"))
                .satisfiesAnyOf(
                        path -> assertThat(path).doesNotExist(),
                        path -> assertThat(path).isEmptyDirectory());
    }

    /** Some bytes of a ZIP say nothing, such as the time of an entry. */
    private void refusedOrWhole(long seed) throws IOException {
        try {
            restore("broken", "restored");
        } catch (ClewException refused) {
            assertRefused(seed);
            return;
        }
        assertThat(log("restored")).as("seed %d", seed).isEqualTo(log("data"));
        assertThat(check("restored").isSound()).as("seed %d", seed).isTrue();
        try (RestoringFolder gone = forget("restored")) {
            gone.abandon();
        }
    }

    private RestoringFolder forget(String data) {
        return RestoringFolder.begin(folder.resolve(data));
    }

    @Test
    void aBackupOfANewerVersionIsRefused() throws IOException {
        fill("data");
        backup("data", "backup");
        rewrite("backup", "newer", "\"core/0001\"", "\"core/0001\", \"core/9999\"");
        assertThatThrownBy(() -> restore("newer", "restored"))
                .hasMessageContaining("newer version")
                .hasMessageContaining("core/9999");
        rewrite("backup", "other", "\"format\" : 1", "\"format\" : 2");
        assertThatThrownBy(() -> restore("other", "restored")).hasMessageContaining("format 2");
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    /** Copies a backup with another manifest. */
    private void rewrite(String from, String to, String what, String by) throws IOException {
        try (ZipFile in = new ZipFile(folder.resolve(from).toFile());
                OutputStream file = Files.newOutputStream(folder.resolve(to));
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : in.stream().toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream bytes = in.getInputStream(entry)) {
                    byte[] body = bytes.readAllBytes();
                    if (entry.getName().equals("manifest.json")) {
                        String text = new String(body, StandardCharsets.UTF_8);
                        assertThat(text).contains(what);
                        body = text.replace(what, by).getBytes(StandardCharsets.UTF_8);
                    }
                    out.write(body);
                }
                out.closeEntry();
            }
        }
    }

    @Test
    void aRestoreThatDidNotFinishIsNoDataFolder() throws IOException {
        fill("data");
        try (RestoringFolder unfinished = forget("data")) {
            assertThat(unfinished).isNotNull();
        }
        assertThatThrownBy(() -> Clew.start(config("data"))).hasMessageContaining("did not finish");
        assertThatThrownBy(() -> check("data")).hasMessageContaining("did not finish");
        assertThatThrownBy(() -> backup("data", "backup")).hasMessageContaining("did not finish");
        assertThat(folder.resolve("backup")).doesNotExist();
    }

    @Test
    void missingBytesMakeNoBackup() throws IOException {
        fill("data");
        Path blob =
                files(folder.resolve("data/artifacts")).stream()
                        .filter(file -> file.getFileName().toString().length() == 64)
                        .filter(file -> file.toFile().length() > 100_000)
                        .findFirst()
                        .orElseThrow();
        Files.delete(blob);
        assertThatThrownBy(() -> backup("data", "backup"))
                .hasMessageContaining(blob.getFileName().toString());
        assertThat(folder.resolve("backup")).doesNotExist();
        assertThat(folder.resolve("backup.part")).doesNotExist();
    }

    @Test
    void postgresqlIsLeftToItsOwnTools() {
        Config config = Config.of(Map.of(Setting.STORE, "postgres://clew@127.0.0.1:1/clew"));
        assertThatThrownBy(() -> Backup.make(config, folder.resolve("b"), (done, all) -> {}))
                .hasMessageContaining("pg_dump");
        assertThatThrownBy(() -> Restore.run(config, folder.resolve("b"), (done, all) -> {}))
                .hasMessageContaining("pg_restore");
    }

    static List<String> earlier() throws IOException {
        return EarlierFolders.names();
    }

    @ParameterizedTest
    @MethodSource("earlier")
    void aBackupOfEachEarlierSchemaIsRestoredAndBroughtUpToDate(String name) throws IOException {
        EarlierFolders.unpack(name, folder.resolve("data"));
        Path before = folder.resolve("data/blobs");
        if (Files.exists(before)) { // where builds before the first release kept artifacts
            Files.move(before, folder.resolve("data/artifacts"));
        }
        backup("data", "backup");
        restore("backup", "restored");
        Clew.start(config("restored")).close();
        Clew.start(config("data")).close();
        assertThat(log("restored")).isNotEmpty().isEqualTo(log("data"));
        assertThat(check("restored").isSound()).isTrue();
    }
}
