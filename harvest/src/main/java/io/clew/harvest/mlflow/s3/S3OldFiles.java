package io.clew.harvest.mlflow.s3;

import io.clew.harvest.mlflow.files.OldFile;
import io.clew.harvest.mlflow.files.OldFiles;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists and reads objects; its client is made when a place in S3 is first asked for. */
public final class S3OldFiles implements OldFiles {

    private static final Pattern ADDRESS =
            Pattern.compile("s3[an]?://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+?)/*");

    private @Nullable S3Client client;

    @Override
    public Optional<List<OldFile>> list(Of of, String id, String uri) throws IOException {
        Matcher address = ADDRESS.matcher(uri);
        if (!address.matches()) {
            return Optional.empty();
        }
        String bucket = address.group(1);
        String prefix = address.group(2) + "/";
        try {
            S3Client s3 = client();
            List<OldFile> files = new ArrayList<>();
            for (S3Object object :
                    s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                            .contents()) {
                String key = object.key();
                if (!key.endsWith("/")) {
                    files.add(file(s3, bucket, object, key.substring(prefix.length())));
                }
            }
            return Optional.of(files);
        } catch (SdkException failure) {
            throw new IOException(uri + " cannot be read: " + failure.getMessage());
        }
    }

    @Override
    public Optional<List<OldFile>> named(
            Of of, String id, String uri, String folder, Set<String> names) throws IOException {
        Matcher address = ADDRESS.matcher(uri);
        if (!address.matches()) {
            return Optional.empty();
        }
        String bucket = address.group(1);
        String prefix = address.group(2) + "/" + (folder.isEmpty() ? "" : folder + "/");
        try {
            S3Client s3 = client();
            List<OldFile> files = new ArrayList<>();
            for (S3Object object :
                    s3.listObjectsV2Paginator(
                                    list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
                            .contents()) {
                String name = object.key().substring(prefix.length());
                if (names.contains(name)) {
                    files.add(file(s3, bucket, object, name));
                }
            }
            return Optional.of(files);
        } catch (SdkException failure) {
            throw new IOException(uri + " cannot be read: " + failure.getMessage());
        }
    }

    private static OldFile file(S3Client s3, String bucket, S3Object object, String path) {
        String key = object.key();
        return new OldFile(
                path,
                object.size(),
                object.eTag(),
                () -> {
                    try {
                        return s3.getObject(get -> get.bucket(bucket).key(key));
                    } catch (SdkException failure) {
                        throw new IOException(key + " cannot be read: " + failure.getMessage());
                    }
                });
    }

    private S3Client client() {
        S3Client known = client;
        if (known == null) {
            known = make();
            client = known;
        }
        return known;
    }

    private static S3Client make() {
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .region(region());
        // MLflow's own client takes the first of these.
        for (String name :
                List.of("MLFLOW_S3_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")) {
            String endpoint = System.getenv(name);
            if (endpoint != null && !endpoint.isBlank()) {
                return builder.endpointOverride(URI.create(endpoint.strip()))
                        .forcePathStyle(true)
                        .build();
            }
        }
        return builder.crossRegionAccessEnabled(true).build();
    }

    private static Region region() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkException noneSaid) {
            // AWS answers there where a bucket is; other servers take any.
            return Region.US_EAST_1;
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
