package io.clew.protocol.sagemaker.forward;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Forwards calls to SageMaker: with the same body and target, signed anew with Clew's credentials.
 *
 * <p>What the caller signed with never leaves Clew. Answers come back as they are, but for what
 * belongs to one connection alone.
 */
public final class Forwarder {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    /** SDKs themselves wait for 60 seconds. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

    /** Headers of a call that mean the same to AWS. */
    private static final List<String> SENT = List.of("X-Amz-Target", "Content-Type", "User-Agent");

    /** Headers of an answer that clients read. */
    private static final List<String> RETURNED =
            List.of("Content-Type", "x-amzn-RequestId", "x-amzn-ErrorType", "Retry-After");

    /** Headers that the client itself sets, and lets nobody set. */
    private static final Set<String> OWN =
            Stream.of("Host", "Content-Length", "Connection", "Expect", "Upgrade")
                    .collect(
                            Collectors.toCollection(
                                    () -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));

    private final ForwardSettings settings;
    private final Credentials credentials;
    private final Signer signer = new Signer();
    private final HttpClient client;

    /** Makes a forwarder with the credentials that AWS's own clients would find. */
    public Forwarder(ForwardSettings settings) {
        this(settings, DefaultCredentialsProvider.builder().build());
    }

    /** Makes a forwarder with credentials of a provider. */
    public Forwarder(ForwardSettings settings, AwsCredentialsProvider credentials) {
        this.settings = settings;
        this.credentials = new Credentials(credentials);
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_MAX)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /**
     * Is the answer of AWS.
     *
     * @param body read once, by whoever hands it on; it must be closed
     */
    public record Answer(int status, Map<String, String> headers, long length, InputStream body) {

        /** Returns it for the client, sent while it comes. */
        public Response streamed() {
            return with(
                    Response.stream(
                            status,
                            headers.getOrDefault("Content-Type", "application/x-amz-json-1.1"),
                            length,
                            out -> {
                                try (body) {
                                    body.transferTo(out);
                                }
                            }));
        }

        /** Returns it for the client with a body that was read already. */
        public Response read(byte[] bytes) {
            return with(
                    Response.bytes(
                            status,
                            headers.getOrDefault("Content-Type", "application/x-amz-json-1.1"),
                            bytes));
        }

        private Response with(Response response) {
            Response all = response;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                if (!header.getKey().equals("Content-Type")) {
                    all = all.withHeader(header.getKey(), header.getValue());
                }
            }
            return all;
        }
    }

    /**
     * Forwards a call.
     *
     * @throws Refusal NOT_FORWARDED when that is off, DENIED when it may not go there or there are
     *     no credentials, UNAVAILABLE when AWS was not reached
     */
    public Answer forward(Request request, String operation, String region, byte[] body)
            throws Exception {
        if (!settings.on()) {
            throw new Refusal(
                    Refusal.Error.NOT_FORWARDED,
                    "Clew does not serve %s itself, and forwarding to Amazon SageMaker is off. To have it"
                            .concat(
                                    " forwarded with Clew's own AWS credentials, start Clew with"
                                            + " sagemaker_forward = true in clew.toml, --sagemaker-forward true"
                                            + " or CLEW_SAGEMAKER_FORWARD=true.")
                            .formatted(operation));
        }
        URI address = address(region);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : SENT) {
            request.header(name).ifPresent(value -> headers.put(name, value));
        }
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(address)
                        .timeout(ANSWER_MAX)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signer.sign(address, headers, body, region, credentials.get())
                .forEach(
                        (name, values) -> {
                            if (!OWN.contains(name)) {
                                values.forEach(value -> sent.header(name, value));
                            }
                        });
        try {
            return answer(
                    request.whileClientWaits(
                            () ->
                                    client.send(
                                            sent.build(),
                                            HttpResponse.BodyHandlers.ofInputStream())));
        } catch (HttpTimeoutException late) {
            throw away(address, "did not answer in time");
        } catch (IOException failed) {
            throw away(address, "was not reached");
        }
    }

    private URI address(String region) {
        URI address;
        try {
            address = URI.create(settings.address(region));
        } catch (IllegalArgumentException broken) {
            throw new Refusal(
                    Refusal.Error.DENIED, "The setting sagemaker_endpoint is no address.");
        }
        String host = address.getHost() == null ? "" : address.getHost();
        if (!settings.allows(host)) {
            throw new Refusal(
                    Refusal.Error.DENIED,
                    "Clew may not forward to the host '%s': the setting sagemaker_hosts lists the hosts"
                            .concat(" that it may forward to.")
                            .formatted(host));
        }
        return address;
    }

    private static Refusal away(URI address, String what) {
        return new Refusal(
                Refusal.Error.UNAVAILABLE,
                "Amazon SageMaker at %s %s.".formatted(address.getHost(), what));
    }

    private static Answer answer(HttpResponse<InputStream> answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : RETURNED) {
            answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new Answer(
                answer.statusCode(),
                headers,
                answer.headers().firstValueAsLong("Content-Length").orElse(-1),
                answer.body());
    }
}
