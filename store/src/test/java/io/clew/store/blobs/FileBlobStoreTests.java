package io.clew.store.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTests {

    private static final String HELLO_SHA256 =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final Duration GRACE = Duration.ofHours(1);

    @TempDir Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private BlobStore blobs;

    @BeforeEach
    void open() {
        InstantSource clock = now::get;
        blobs = new FileBlobStore(folder, clock);
    }

    @Test
    void bytesAreKeptUnderTheirDigest() throws IOException {
        assertThat(receive("hello")).isEqualTo(new Blob(HELLO_SHA256, 5));
        assertThat(blobs.find(HELLO_SHA256)).contains(new Blob(HELLO_SHA256, 5));
        assertThat(read(HELLO_SHA256, 0, NO_LIMIT)).isEqualTo("hello");
        assertThat(blobs.isIntact(HELLO_SHA256)).isTrue();
    }

    @Test
    void anyRangeCanBeRead() throws IOException {
        receive("hello");
        assertThat(read(HELLO_SHA256, 1, 3)).isEqualTo("ell");
        assertThat(read(HELLO_SHA256, 4, 100)).isEqualTo("o");
        assertThat(read(HELLO_SHA256, 5, 1)).isEmpty();
        assertThat(read(HELLO_SHA256, 2, 0)).isEmpty();
    }

    @Test
    void anEmptyBodyIsABlobToo() throws IOException {
        Blob empty = receive("");
        assertThat(empty.sizeBytes()).isZero();
        assertThat(read(empty.sha256(), 0, NO_LIMIT)).isEmpty();
    }

    @Test
    void anUploadThatIsCutOffLeavesNothing() throws IOException {
        InputStream cut =
                new InputStream() {
                    private int sent;

                    @Override
                    public int read() throws IOException {
                        if (sent++ >= 300_000) {
                            throw new IOException("connection reset");
                        }
                        return 'x';
                    }
                };
        assertThatThrownBy(() -> blobs.receive(cut, NO_LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(files()).isEmpty();
    }

    @Test
    void anUploadOverItsLimitIsRefusedAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> blobs.receive(stream("hello"), 4))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
        assertThat(files()).isEmpty();
        assertThat(blobs.receive(stream("hello"), 5).sizeBytes()).isEqualTo(5);
    }

    @Test
    void aNameThatIsNoDigestNeverBecomesAPath() {
        for (String name : List.of("../../etc/passwd", "", "AB", HELLO_SHA256.toUpperCase())) {
            assertThatThrownBy(() -> blobs.find(name))
                    .isInstanceOfSatisfying(
                            ClewException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
        }
        assertThatThrownBy(() -> blobs.open("0".repeat(64)))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void damageOnDiskIsFound() throws IOException {
        receive("hello");
        Files.writeString(files().getFirst(), "jello");
        assertThat(blobs.isIntact(HELLO_SHA256)).isFalse();
    }

    @Test
    void aSweepRemovesWhatNobodyRefersToOnceTheGraceIsOver() throws IOException {
        receive("hello");
        Blob kept = receive("kept");
        assertThat(blobs.sweep(names -> Set.of(kept.sha256()), GRACE)).isZero();
        now.updateAndGet(time -> time.plus(GRACE).plusSeconds(5));
        Blob fresh = receive("fresh");
        assertThat(blobs.sweep(names -> Set.of(kept.sha256()), GRACE)).isEqualTo(1);
        assertThat(blobs.find(HELLO_SHA256)).isEmpty();
        assertThat(blobs.find(kept.sha256())).isPresent();
        assertThat(blobs.find(fresh.sha256())).isPresent();
    }

    @Test
    void receivingABlobAgainRenewsItsGrace() throws IOException {
        receive("hello");
        now.updateAndGet(time -> time.plus(GRACE).plusSeconds(5));
        receive("hello");
        assertThat(blobs.sweep(names -> Set.of(), GRACE)).isZero();
        assertThat(blobs.find(HELLO_SHA256)).isPresent();
    }

    @Test
    void aBlobReceivedWhileItIsSweptStays() throws IOException {
        receive("hello");
        now.updateAndGet(time -> time.plus(GRACE).plusSeconds(5));
        blobs.sweep(
                names -> {
                    try {
                        receive("hello");
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    return Set.of();
                },
                GRACE);
        assertThat(read(HELLO_SHA256, 0, NO_LIMIT)).isEqualTo("hello");
    }

    @Test
    void whatACrashLeftIsSweptAway() throws IOException {
        Files.writeString(folder.resolve("incoming").resolve("crashed.part"), "half");
        now.updateAndGet(time -> time.plus(GRACE).plusSeconds(5));
        blobs.sweep(names -> Set.of(), GRACE);
        assertThat(files()).isEmpty();
    }

    @Test
    void manyUploadsOfTheSameAndOtherBytesAtOnce() throws Exception {
        byte[] large = new byte[3_000_000];
        new Random(3).nextBytes(large);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Blob>> all = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                byte[] body = i % 2 == 0 ? large : ("body " + i).getBytes(StandardCharsets.UTF_8);
                Callable<Blob> upload =
                        () -> blobs.receive(new ByteArrayInputStream(body), NO_LIMIT);
                all.add(threads.submit(upload));
            }
            for (Future<Blob> blob : all) {
                assertThat(blobs.isIntact(blob.get().sha256())).isTrue();
            }
        }
        assertThat(files()).hasSize(17);
    }

    private Blob receive(String text) throws IOException {
        return blobs.receive(stream(text), NO_LIMIT);
    }

    private String read(String sha256, long offset, long length) throws IOException {
        try (InputStream in = blobs.open(sha256, offset, length)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingIsSweptWhileAnybodyHoldsTheFolder() throws Exception {
        blobs.receive(new ByteArrayInputStream(new byte[] {1}), 10);
        FileBlobStore later =
                new FileBlobStore(folder, () -> Instant.now().plus(Duration.ofDays(2)));
        try (BlobHold one = FileBlobStore.hold(folder);
                BlobHold other = FileBlobStore.hold(folder)) {
            assertThat(later.sweep(names -> Set.of(), Duration.ofDays(1))).isZero();
            one.close();
            assertThat(later.sweep(names -> Set.of(), Duration.ofDays(1))).isZero();
            assertThat(other).isNotNull();
        }
        assertThat(later.sweep(names -> Set.of(), Duration.ofDays(1))).isEqualTo(1);
    }

    /** A hold that begins after the tables were asked saw what they said. */
    @Test
    void aHoldThatBeginsDuringASweepKeepsTheRest() throws Exception {
        blobs.receive(new ByteArrayInputStream(new byte[] {1}), 10);
        FileBlobStore later =
                new FileBlobStore(folder, () -> Instant.now().plus(Duration.ofDays(2)));
        List<BlobHold> holds = new ArrayList<>();
        long removed =
                later.sweep(
                        names -> {
                            holds.add(FileBlobStore.hold(folder));
                            return Set.of();
                        },
                        Duration.ofDays(1));
        assertThat(removed).isZero();
        holds.forEach(BlobHold::close);
    }
}
