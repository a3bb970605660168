package io.clew.harvest.sagemaker;

import io.clew.harvest.Item;
import io.clew.harvest.wire.BackOff;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Calls SageMaker's operations that list and describe, signed, and again when it is busy: accounts
 * are throttled to a few calls a second.
 */
final class Api implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    /** With a wait that doubles each time, about a minute. */
    private static final int TRIES_MAX = 9;

    private static final Set<String> BUSY =
            Set.of("ThrottlingException", "TooManyRequestsException", "RequestLimitExceeded");

    /** No call can be answered, until a person gives other credentials. */
    private static final Set<String> LOCKED_OUT =
            Set.of(
                    "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "ExpiredTokenException",
                    "ExpiredToken",
                    "RequestExpired",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException");

    private final URI endpoint;
    private final String region;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final BackOff backOff;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /** Makes calls in a region, and closes the back-off that it waits by. */
    Api(URI endpoint, String region, AwsCredentialsProvider credentials, BackOff backOff) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
        this.backOff = backOff;
    }

    /** Returns the address, for people. */
    String address() {
        return endpoint.toString();
    }

    /**
     * Says that one call cannot be answered: what it names is gone, or may not be seen.
     *
     * @param type AWS's name of the error
     */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final String type;

        Refused(String type, String message) {
            super(message, null, false, false);
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /**
     * Calls an operation, which must be one that only reads.
     *
     * @throws Refused when this one cannot be answered
     * @throws ClewException UNAVAILABLE when SageMaker stays busy or away, or takes no call with
     *     these credentials
     */
    JsonNode call(String operation, Map<String, ?> fields) throws Refused {
        if (!operation.startsWith("List") && !operation.startsWith("Describe")) {
            throw new IllegalArgumentException(
                    "a harvest only reads, and " + operation + " may not");
        }
        byte[] body = Item.JSON.writeValueAsBytes(fields);
        String last = "";
        Optional<String> retryAfter = Optional.empty();
        for (int failures = 0; failures < TRIES_MAX; failures++) {
            if (failures > 0) {
                backOff.await(failures, retryAfter);
            }
            try {
                HttpResponse<byte[]> answer =
                        client.send(
                                signed(operation, body), HttpResponse.BodyHandlers.ofByteArray());
                JsonNode told = read(answer.body());
                if (answer.statusCode() == 200) {
                    return told;
                }
                String type = type(told);
                String message =
                        Secrets.redact(
                                told.path("message").asString(told.path("Message").asString("")));
                last = "it answers " + answer.statusCode() + " " + type + ": " + message;
                retryAfter = answer.headers().firstValue("Retry-After");
                if (LOCKED_OUT.contains(type)) {
                    throw unusable(last);
                }
                if (answer.statusCode() < 500
                        && answer.statusCode() != 429
                        && !BUSY.contains(type)) {
                    throw new Refused(type, type + ": " + message);
                }
            } catch (IOException away) {
                last = String.valueOf(away.getMessage());
                retryAfter = Optional.empty();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                throw new ClewException(ErrorCode.UNAVAILABLE, "interrupted");
            }
        }
        throw unusable(last);
    }

    private ClewException unusable(String why) {
        return new ClewException(
                ErrorCode.UNAVAILABLE,
                "SageMaker at %s cannot be used (%s); run the same again to go on from here"
                        .formatted(endpoint.getHost(), why));
    }

    private static String type(JsonNode told) {
        String type = told.path("__type").asString("");
        return type.substring(type.indexOf('#') + 1);
    }

    private static JsonNode read(byte[] body) {
        try {
            return Item.JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException noJson) {
            return Item.JSON.createObjectNode();
        }
    }

    private HttpRequest signed(String operation, byte[] body) {
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(endpoint)
                        .putHeader("X-Amz-Target", "SageMaker." + operation)
                        .putHeader("Content-Type", "application/x-amz-json-1.1")
                        .build();
        AwsCredentials identity = identity();
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(endpoint)
                        .timeout(ANSWER_MAX)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        own.addAll(Set.of("Host", "Content-Length"));
        signer.sign(
                        to ->
                                to.identity(identity)
                                        .request(request)
                                        .payload(ContentStreamProvider.fromByteArray(body))
                                        .putProperty(
                                                AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sagemaker")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request()
                .headers()
                .forEach(
                        (name, values) -> {
                            if (!own.contains(name)) {
                                values.forEach(value -> sent.header(name, value));
                            }
                        });
        return sent.build();
    }

    /** Asked for each call: they end, and are renewed. */
    private AwsCredentials identity() {
        try {
            return credentials.resolveCredentials();
        } catch (SdkException none) {
            throw ClewException.invalid(
                    "credentials",
                    "There are no AWS credentials: they are taken from the environment, the profile or"
                            + " the machine, as AWS's own clients do");
        }
    }

    @Override
    public void close() {
        backOff.close();
        client.shutdownNow();
    }
}
