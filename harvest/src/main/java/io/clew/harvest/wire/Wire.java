package io.clew.harvest.wire;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a server, and again when it says that it is busy or does not answer. Closing it ends what
 * it waits for.
 */
public final class Wire implements AutoCloseable {

    /** Longest wait for one answer: a Marquez with millions of events sorts for long. */
    private static final Duration ANSWER_MAX = Duration.ofMinutes(5);

    /** The slowest network that a file is sent over. */
    private static final long SLOWEST_BYTES_PER_SECOND = 100_000;

    /** Longest wait for an answer that does not matter. */
    private static final Duration ONCE_MAX = Duration.ofSeconds(3);

    /** Tries of one call, with pauses of {@link BackOff} between. */
    private static final int TRIES_MAX = 7;

    private static final JsonMapper JSON = new JsonMapper();

    private final BackOff backOff = new BackOff(InstantSource.system(), new Random());

    private final HttpClient client;

    /** Makes a wire that follows redirects, for calls without credentials. */
    public Wire() {
        this(HttpClient.Redirect.NORMAL);
    }

    /**
     * Makes a wire.
     *
     * @param redirects {@code NEVER} for calls with credentials, which would go along
     */
    public Wire(HttpClient.Redirect redirects) {
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(redirects)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();
    }

    /**
     * Makes a call that may be repeated.
     *
     * @param who the server, for people
     * @return an answer below 400
     * @throws ClewException UNAVAILABLE when it stays busy or away, INVALID_PARAMETER when it
     *     refuses the call
     */
    public HttpResponse<byte[]> call(
            String who, URI target, UnaryOperator<HttpRequest.Builder> method) {
        return call(who, target, ANSWER_MAX, method);
    }

    /**
     * Makes a call that may be repeated, and whose answer may take its time.
     *
     * @param answerMax longest wait for one answer, what is sent before it included
     */
    public HttpResponse<byte[]> call(
            String who, URI target, Duration answerMax, UnaryOperator<HttpRequest.Builder> method) {
        HttpRequest request =
                method.apply(
                                HttpRequest.newBuilder(target)
                                        .timeout(answerMax)
                                        .header("Accept", "application/json"))
                        .build();
        String last = "";
        Optional<String> retryAfter = Optional.empty();
        for (int failures = 0; failures < TRIES_MAX; failures++) {
            if (failures > 0) {
                backOff.await(failures, retryAfter);
            }
            try {
                HttpResponse<byte[]> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() < 400) {
                    return answer;
                }
                retryAfter = answer.headers().firstValue("Retry-After");
                last = "it answers " + answer.statusCode() + said(answer.body());
                if (answer.statusCode() == 404) {
                    throw ClewException.notFound(refused(who, target, last));
                }
                if (answer.statusCode() < 500 && answer.statusCode() != 429) {
                    throw ClewException.invalid("url", refused(who, target, last));
                }
            } catch (ConnectException away) {
                retryAfter = Optional.empty();
                last = "nobody answers at that address";
            } catch (IOException e) {
                retryAfter = Optional.empty();
                last = e.getMessage() == null ? e.toString() : e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClewException(ErrorCode.UNAVAILABLE, "interrupted");
            }
        }
        throw new ClewException(
                ErrorCode.UNAVAILABLE,
                "%s cannot be used (%s); run the same again to go on from here"
                        .formatted(who, last));
    }

    /** Returns how long the answer to a body of a size may take. */
    public static Duration answerMax(long sizeBytes) {
        return ANSWER_MAX.plusSeconds(sizeBytes / SLOWEST_BYTES_PER_SECOND);
    }

    /** Opens bytes. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /** Makes a body that is opened anew for each try, and never held whole. */
    public static HttpRequest.BodyPublisher stream(Opener opener) {
        return HttpRequest.BodyPublishers.ofInputStream(
                () -> {
                    try {
                        return opener.open();
                    } catch (IOException failure) {
                        return failing(failure);
                    }
                });
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
    }

    /**
     * Makes a call whose answer is streamed, once; the caller closes the stream.
     *
     * @throws IOException when it does not answer, or refuses
     */
    public InputStream open(URI target, UnaryOperator<HttpRequest.Builder> method)
            throws IOException {
        try {
            HttpResponse<InputStream> answer =
                    client.send(
                            method.apply(HttpRequest.newBuilder(target).timeout(ANSWER_MAX))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            answer.body().close();
            throw new IOException(target.getPath() + " answers " + answer.statusCode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Makes a call whose answer does not matter, once. */
    public void tryOnce(URI target, UnaryOperator<HttpRequest.Builder> method) {
        boolean interrupted = Thread.interrupted();
        try {
            client.send(
                    method.apply(HttpRequest.newBuilder(target).timeout(ONCE_MAX)).build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException away) {
            return;
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String refused(String who, URI target, String answer) {
        return "%s refuses %s: %s".formatted(who, target.getPath(), answer);
    }

    /** Says what an answer says for people: a problem's detail, another error's message. */
    private static String said(byte[] body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String message = problem.path("detail").asString(problem.path("message").asString(""));
            return message.isEmpty() ? text(body) : ": " + Secrets.redact(message);
        } catch (JacksonException noJson) {
            return text(body);
        }
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.isEmpty()
                ? ""
                : ": " + Secrets.redact(text.substring(0, Math.min(text.length(), 300)));
    }

    /** Reads an address that a person gave, without what may stand behind it. */
    public static String base(String url, String... endings) {
        String base = url.strip();
        for (String ending : endings) {
            base =
                    base.endsWith(ending)
                            ? base.substring(0, base.length() - ending.length())
                            : base;
        }
        try {
            URI read = URI.create(base);
            if (read.getHost() != null && String.valueOf(read.getScheme()).matches("https?")) {
                return base;
            }
        } catch (IllegalArgumentException wrong) {
            throw wrong(url);
        }
        throw wrong(url);
    }

    private static ClewException wrong(String url) {
        return ClewException.invalid(
                "url", "'%s' is no address such as http://marquez:5000".formatted(url));
    }

    @Override
    public void close() {
        backOff.close();
        client.shutdownNow();
    }
}
