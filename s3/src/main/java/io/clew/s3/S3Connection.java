package io.clew.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Connects to S3 by what AWS's own tools read: {@code AWS_ENDPOINT_URL_S3}, {@code AWS_REGION}, and
 * credentials from variables, files, containers or instances.
 */
public final class S3Connection implements AutoCloseable {
    /** As long as a network that works may take to connect. */
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    /** Longest silence of an answer: a copy of half a gigabyte within S3 takes some seconds. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private @Nullable S3Client client;

    /** Returns the client for what the environment says, made at the first call. */
    synchronized S3Client client() {
        if (client == null) {
            client = make();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }

    private static S3Client make() {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT_MAX)
                                        .socketTimeout(SILENCE_MAX))
                        // Servers that speak as S3 does know no checksums behind a body; uploads
                        // carry an MD5, which all verify.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .region(region());
        if (endpoint() == null) {
            builder.crossRegionAccessEnabled(true);
        } else {
            // Such servers seldom have a name for each bucket.
            builder.forcePathStyle(true);
        }
        return builder.build();
    }

    /** Returns the endpoint that the environment names; null for AWS itself. */
    static @Nullable URI endpoint() {
        for (String text :
                new String[] {
                    System.getProperty("aws.endpointUrlS3"),
                    System.getenv("AWS_ENDPOINT_URL_S3"),
                    System.getProperty("aws.endpointUrl"),
                    System.getenv("AWS_ENDPOINT_URL")
                }) {
            if (text != null && !text.isBlank()) {
                return URI.create(text.strip());
            }
        }
        return null;
    }

    private static Region region() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException noneSaid) {
            // AWS answers there where a bucket is; other servers take any.
            return Region.US_EAST_1;
        }
    }
}
