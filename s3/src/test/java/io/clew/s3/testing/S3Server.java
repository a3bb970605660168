package io.clew.s3.testing;

import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs a real S3 server in this process, whose objects are in memory: S3Proxy. */
public final class S3Server implements AutoCloseable {
    /** The one pair of keys that it knows. */
    public static final String ACCESS_KEY = "an-access-key";

    public static final String SECRET_KEY = "a-secret-key";

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final S3Proxy server;
    private final S3Client client;

    private S3Server(S3Proxy server) {
        this.server = server;
        this.client = client(SECRET_KEY);
    }

    /** Starts one on a free port of 127.0.0.1. */
    public static S3Server start() {
        S3Proxy server =
                S3Proxy.builder()
                        .blobStore(BlobStores.create("transient-nio2", new Properties()))
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                        .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new S3Server(server);
    }

    /** Returns where it answers. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** Returns a client that may do everything. */
    public S3Client client() {
        return client;
    }

    /** Returns a client with a secret that is right or wrong. */
    public S3Client client(String secretKey) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(address())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(ACCESS_KEY, secretKey)))
                .build();
    }

    /** Makes an empty bucket and returns its name. */
    public String newBucket() {
        String bucket = "bucket-" + BUCKETS.incrementAndGet();
        client.createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    /** Stops answering; a second time does nothing. */
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        stop();
    }
}
