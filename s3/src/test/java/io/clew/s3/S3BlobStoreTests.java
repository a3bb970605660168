package io.clew.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.s3.testing.S3Server;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobStore;
import io.clew.store.testing.BlobStoreContractTests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3BlobStoreTests extends BlobStoreContractTests {
    /** The smallest part that S3 takes. */
    private static final int PART_BYTES = 5 << 20;

    private static S3Server server;
    private final String bucket = server.newBucket();
    private final S3Address root = new S3Address(bucket, "clew/artifacts");

    @BeforeAll
    static void start() {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected BlobStore open(InstantSource clock) {
        return new S3BlobStore(server.client(), root, clock, PART_BYTES);
    }

    @Override
    protected List<String> leftovers() {
        List<String> left = new ArrayList<>();
        S3Objects objects = new S3Objects(server.client(), bucket);
        objects.list(root.prefix() + "incoming/").forEach(object -> left.add(object.key()));
        objects.uploads(root.prefix()).forEach(upload -> left.add(upload.key()));
        return left;
    }

    @Override
    protected void crash() {
        put("incoming/crashed", "all of it, but not yet copied");
        server.client()
                .createMultipartUpload(
                        request -> request.bucket(bucket).key(root.prefix() + "incoming/other"));
    }

    @Override
    protected void damage(Blob blob, String content) {
        put(blob.sha256().substring(0, 2) + "/" + blob.sha256(), content);
    }

    private void put(String name, String content) {
        server.client()
                .putObject(
                        request -> request.bucket(bucket).key(root.prefix() + name),
                        RequestBody.fromString(content));
    }

    /** Around the bounds of what is held in memory, of one part. */
    @ParameterizedTest
    @ValueSource(ints = {(1 << 20) - 1, 1 << 20, PART_BYTES, PART_BYTES + 1})
    void bodiesOfAnySizeComeBackAsTheyWere(int size) throws IOException {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        Blob blob = blobs.receive(new ByteArrayInputStream(body), size);
        assertThat(blob.sizeBytes()).isEqualTo(size);
        assertThat(blobs.receive(new ByteArrayInputStream(body), Long.MAX_VALUE)).isEqualTo(blob);
        assertThat(blobs.isIntact(blob.sha256())).isTrue();
        try (InputStream in = blobs.open(blob.sha256(), size - 3, 2)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(body, size - 3, size - 1));
        }
        assertThat(leftovers()).isEmpty();
        assertThatThrownBy(() -> blobs.receive(new ByteArrayInputStream(body), size - 1))
                .isInstanceOfSatisfying(
                        ClewException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aLargeUploadThatIsCutOffLeavesNothing() {
        InputStream cut =
                new InputStream() {
                    private long sent;

                    @Override
                    public int read() throws IOException {
                        if (sent++ > 2L * PART_BYTES) {
                            throw new IOException("connection reset");
                        }
                        return 'x';
                    }
                };
        assertThatThrownBy(() -> blobs.receive(cut, Long.MAX_VALUE))
                .isInstanceOf(IOException.class);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void largeObjectsAreCopiedInParts() throws IOException {
        byte[] body = new byte[PART_BYTES + 7];
        new Random(5).nextBytes(body);
        Blob blob = blobs.receive(new ByteArrayInputStream(body), body.length);
        S3Objects objects = new S3Objects(server.client(), bucket);
        String key = new S3Keys(root).blob(blob.sha256());
        objects.copyInParts(key, body.length, root.prefix() + "copy", now.get(), PART_BYTES);
        assertThat(objects.open(request -> request.key(root.prefix() + "copy")).readAllBytes())
                .isEqualTo(body);
    }

    @Test
    void wrongCredentialsAreSaidAndAreNotTheClientsFault() {
        try (S3Client wrong = server.client("another-secret")) {
            BlobStore refused = new S3BlobStore(wrong, root, now::get);
            assertThatThrownBy(() -> refused.receive(stream("x"), 1))
                    .isInstanceOfSatisfying(
                            ClewException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContaining("refuses this server's credentials (403")
                    .hasMessageContaining(root.toString());
        }
    }

    @Test
    void aBucketThatIsNotThereIsSaid() {
        S3Address nowhere = new S3Address("nowhere-at-all", "");
        BlobStore missing = new S3BlobStore(server.client(), nowhere, now::get);
        assertThatThrownBy(() -> missing.claim("id", true))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("NoSuchBucket");
        assertThatThrownBy(() -> missing.receive(stream("x"), 1))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("NoSuchBucket");
    }

    @Test
    void aServerThatIsDownIsUnavailable() {
        S3Server down = S3Server.start();
        S3Client client = down.client(S3Server.SECRET_KEY);
        down.close();
        BlobStore gone = new S3BlobStore(client, root, now::get);
        for (Runnable call :
                List.<Runnable>of(
                        () -> gone.find("0".repeat(64)),
                        () -> gone.open("0".repeat(64)),
                        gone::hold)) {
            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(
                            ClewException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageContaining("S3 cannot be reached");
        }
        client.close();
    }

    @Test
    void theWholeBucketMayBeThePlace() throws IOException {
        S3Address all = new S3Address(server.newBucket(), "");
        BlobStore whole = new S3BlobStore(server.client(), all, now::get);
        Blob blob = whole.receive(stream("hello"), 5);
        List<Blob> found = new ArrayList<>();
        whole.each(found::add);
        assertThat(found).containsExactly(blob);
    }
}
