package io.clew.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Speaks with one bucket about objects by their key; each carries when Clew received it. */
final class S3Objects {
    /** Larger objects are copied in parts: each answer within seconds, and past S3's 5 GiB. */
    private static final long COPIED_AT_ONCE_BYTES_MAX = 512L << 20;

    private static final String RECEIVED = "clew-received";

    private final S3Client client;
    private final String bucket;

    S3Objects(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Says what an object is without its bytes; empty when it is not there. */
    Optional<HeadObjectResponse> head(String key) {
        try {
            return Optional.of(client.headObject(request -> request.bucket(bucket).key(key)));
        } catch (S3Exception failure) {
            if (S3Failures.isNotFound(failure)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Returns when an object was received, by the clock of who received it. */
    static Instant received(HeadObjectResponse object) {
        String millis = object.metadata().get(RECEIVED);
        return millis != null && millis.matches("-?[0-9]{1,18}")
                ? Instant.ofEpochMilli(Long.parseLong(millis))
                : object.lastModified();
    }

    private static Map<String, String> metadata(Instant received) {
        return Map.of(RECEIVED, Long.toString(received.toEpochMilli()));
    }

    /** Puts an object whole. */
    void put(
            String key,
            RequestBody body,
            Instant received,
            UnaryOperator<PutObjectRequest.Builder> more) {
        client.putObject(
                more.apply(
                                PutObjectRequest.builder()
                                        .bucket(bucket)
                                        .key(key)
                                        .metadata(metadata(received)))
                        .build(),
                body);
    }

    ResponseInputStream<GetObjectResponse> open(UnaryOperator<GetObjectRequest.Builder> what) {
        return client.getObject(what.apply(GetObjectRequest.builder().bucket(bucket)).build());
    }

    /**
     * Returns what asks for bytes of an object; null for all of them.
     *
     * @param length at least 1
     */
    static @Nullable String range(long offset, long length) {
        if (length > Long.MAX_VALUE - 1 - offset) {
            return offset == 0 ? null : "bytes=" + offset + "-";
        }
        return "bytes=%d-%d".formatted(offset, offset + length - 1);
    }

    Iterable<S3Object> list(String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                .contents();
    }

    void delete(String key) {
        client.deleteObject(request -> request.bucket(bucket).key(key));
    }

    /** Copies an object within S3. */
    void copy(String from, long sizeBytes, String to, Instant received) {
        if (sizeBytes > COPIED_AT_ONCE_BYTES_MAX) {
            copyInParts(from, sizeBytes, to, received, COPIED_AT_ONCE_BYTES_MAX);
            return;
        }
        client.copyObject(
                request ->
                        request.sourceBucket(bucket)
                                .sourceKey(from)
                                .destinationBucket(bucket)
                                .destinationKey(to)
                                .metadataDirective(MetadataDirective.REPLACE)
                                .metadata(metadata(received)));
    }

    void copyInParts(String from, long sizeBytes, String to, Instant received, long partBytes) {
        String upload = begin(to, received);
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long first = 0; first < sizeBytes; first += partBytes) {
                int number = parts.size() + 1;
                String range =
                        "bytes=%d-%d".formatted(first, Math.min(sizeBytes, first + partBytes) - 1);
                String etag =
                        client.uploadPartCopy(
                                        request ->
                                                request.sourceBucket(bucket)
                                                        .sourceKey(from)
                                                        .destinationBucket(bucket)
                                                        .destinationKey(to)
                                                        .uploadId(upload)
                                                        .partNumber(number)
                                                        .copySourceRange(range))
                                .copyPartResult()
                                .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
            }
            complete(to, upload, parts);
        } catch (RuntimeException failure) {
            abort(to, upload);
            throw failure;
        }
    }

    /** Begins an upload in parts and returns its id. */
    String begin(String key, Instant received) {
        return client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).metadata(metadata(received)))
                .uploadId();
    }

    CompletedPart putPart(String key, String upload, int number, RequestBody body, String md5) {
        String etag =
                client.uploadPart(
                                request ->
                                        request.bucket(bucket)
                                                .key(key)
                                                .uploadId(upload)
                                                .partNumber(number)
                                                .contentMD5(md5),
                                body)
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    void complete(String key, String upload, List<CompletedPart> parts) {
        client.completeMultipartUpload(
                request ->
                        request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .multipartUpload(all -> all.parts(parts)));
    }

    /** Gives up an upload in parts; one that is gone already is no fault. */
    void abort(String key, String upload) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (S3Exception failure) {
            if (!S3Failures.isNotFound(failure)) {
                throw failure;
            }
        }
    }

    Iterable<MultipartUpload> uploads(String prefix) {
        return client.listMultipartUploadsPaginator(
                        request -> request.bucket(bucket).prefix(prefix))
                .uploads();
    }
}
