package io.clew.store.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobHold;
import io.clew.store.blobs.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Says what every {@link BlobStore} does; each kind of store runs these tests.
 *
 * <p>What is there is told by {@link BlobStore#each}, since a store may keep what a sweep took out
 * of sight readable for a while.
 */
public abstract class BlobStoreContractTests {

    private static final String HELLO_SHA256 =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final Duration GRACE = Duration.ofHours(1);

    protected final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    protected BlobStore blobs;

    /** Opens the same place, which is empty at the begin of each test. */
    protected abstract BlobStore open(InstantSource clock);

    /** Returns what is there but for blobs: parts of uploads under way or cut off. */
    protected abstract List<String> leftovers();

    /** Leaves there what an upload leaves behind whose server is killed. */
    protected abstract void crash() throws IOException;

    /** Puts other bytes in the place of a blob's. */
    protected abstract void damage(Blob blob, String content) throws IOException;

    @BeforeEach
    protected void open() {
        blobs = open(now::get);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        blobs.each(blob -> names.add(blob.sha256()));
        return names;
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
        assertThat(names()).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void anUploadOverItsLimitIsRefusedAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> blobs.receive(stream("hello"), 4))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
        assertThat(names()).isEmpty();
        assertThat(leftovers()).isEmpty();
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
    void damageIsFound() throws IOException {
        damage(receive("hello"), "jello");
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
        assertThat(names()).containsExactlyInAnyOrder(kept.sha256(), fresh.sha256());
        assertThat(blobs.find(kept.sha256())).isPresent();
        assertThat(blobs.find(fresh.sha256())).isPresent();
        now.updateAndGet(time -> time.plus(GRACE).plusSeconds(5));
        blobs.sweep(names -> Set.of(kept.sha256(), fresh.sha256()), GRACE);
        assertThat(blobs.find(HELLO_SHA256)).isEmpty();
        assertThat(names()).containsExactlyInAnyOrder(kept.sha256(), fresh.sha256());
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
    void aBlobThatIsReferredToAfterAllStays() throws IOException {
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
        for (int sweep = 0; sweep < 3; sweep++) {
            now.updateAndGet(time -> time.plus(GRACE).plusSeconds(5));
            blobs.sweep(names -> Set.of(HELLO_SHA256), GRACE);
        }
        assertThat(names()).containsExactly(HELLO_SHA256);
        assertThat(read(HELLO_SHA256, 0, NO_LIMIT)).isEqualTo("hello");
    }

    @Test
    void aPlaceIsOneDatabasesOwn() {
        assertThatThrownBy(() -> blobs.claim("one", false))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("is not the one in which this database's artifacts are")
                .hasMessageContaining(blobs.place());
        blobs.claim("one", true);
        blobs.claim("one", false);
        open(now::get).claim("one", true);
        assertThatThrownBy(() -> blobs.claim("two", true))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("belongs to another Clew database");
        assertThat(names()).isEmpty();
    }

    @Test
    void whatACrashLeftIsSweptAway() throws IOException {
        crash();
        assertThat(leftovers()).isNotEmpty();
        now.updateAndGet(time -> time.plus(GRACE).plusSeconds(5));
        blobs.sweep(names -> Set.of(), GRACE);
        assertThat(leftovers()).isEmpty();
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
        assertThat(names()).hasSize(17);
        assertThat(leftovers()).isEmpty();
    }

    protected Blob receive(String text) throws IOException {
        return blobs.receive(stream(text), NO_LIMIT);
    }

    protected String read(String sha256, long offset, long length) throws IOException {
        try (InputStream in = blobs.open(sha256, offset, length)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    protected static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingIsSweptWhileAnybodyHoldsThem() throws Exception {
        blobs.receive(new ByteArrayInputStream(new byte[] {1}), 10);
        BlobStore later = open(() -> Instant.now().plus(Duration.ofDays(2)));
        try (BlobHold one = blobs.hold();
                BlobHold other = blobs.hold()) {
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
        BlobStore later = open(() -> Instant.now().plus(Duration.ofDays(2)));
        List<BlobHold> holds = new ArrayList<>();
        long removed =
                later.sweep(
                        names -> {
                            holds.add(blobs.hold());
                            return Set.of();
                        },
                        Duration.ofDays(1));
        assertThat(removed).isZero();
        holds.forEach(BlobHold::close);
    }
}
