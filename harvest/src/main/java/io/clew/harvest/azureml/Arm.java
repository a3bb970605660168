package io.clew.harvest.azureml;

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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks Azure's REST APIs: with a token that is renewed when it has expired, again when they are
 * busy, page after page.
 */
final class Arm implements AutoCloseable {
    /** Tries of one call, as of all that a harvest calls. */
    private static final int TRIES_MAX = 7;

    /** Longest wait for one page. */
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);

    /** Most pages of one list: with 30 and more resources on each, more than a workspace has. */
    private static final int PAGES_MAX = 100_000;

    private static final int UNAUTHORIZED = 401;
    private static final int BUSY = 429;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final Supplier<String> tokens;
    private final BackOff backOff;
    private String token = "";

    Arm(Supplier<String> tokens, BackOff backOff) {
        this.tokens = tokens;
        this.backOff = backOff;
    }

    /** Says that a call was refused; the harvest may go on without its answer. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /**
     * Reads all pages of a list that {@code nextLink} joins.
     *
     * @param visitor takes each element of {@code value}
     * @throws Refused when a page is refused
     */
    void each(String url, Consumer<JsonNode> visitor) {
        URI first = URI.create(url);
        URI next = first;
        for (int page = 0; page < PAGES_MAX; page++) {
            JsonNode answer = get(next);
            answer.path("value").forEach(visitor);
            String link = answer.path("nextLink").asString("");
            if (link.isEmpty()) {
                return;
            }
            next = next(first, link);
        }
        throw new ClewException(ErrorCode.UNAVAILABLE, first.getPath() + " has no last page");
    }

    /** A link to another server would be sent the token. */
    private static URI next(URI first, String link) {
        try {
            URI next = first.resolve(link);
            if (first.getScheme().equals(next.getScheme())
                    && first.getAuthority().equals(next.getAuthority())) {
                return next;
            }
        } catch (IllegalArgumentException malformed) {
            throw elsewhere(first);
        }
        throw elsewhere(first);
    }

    private static ClewException elsewhere(URI first) {
        return new ClewException(
                ErrorCode.UNAVAILABLE,
                first.getPath() + " goes on at another server, which is not asked");
    }

    /**
     * Asks once, as long as the service is only busy.
     *
     * @throws Refused when it answers with another status than 200
     * @throws ClewException UNAVAILABLE when it stays busy or away
     */
    JsonNode get(URI url) {
        String last = "";
        Optional<String> retryAfter = Optional.empty();
        boolean renewed = false;
        for (int failures = 0; failures < TRIES_MAX; failures++) {
            if (failures > 0) {
                backOff.await(failures, retryAfter);
            }
            try {
                HttpResponse<byte[]> answer = send(url);
                if (answer.statusCode() == UNAUTHORIZED && !renewed) {
                    renewed = true;
                    token = "";
                    answer = send(url);
                }
                int status = answer.statusCode();
                if (status == 200) {
                    return Item.JSON.readTree(answer.body());
                }
                last = "it answers " + status + text(answer.body());
                if (status < 500 && status != BUSY) {
                    throw new Refused(status, url.getPath() + ": " + last);
                }
                retryAfter = answer.headers().firstValue("Retry-After");
            } catch (IOException away) {
                retryAfter = Optional.empty();
                last = away.getMessage() == null ? away.toString() : away.getMessage();
            } catch (JacksonException noJson) {
                throw new Refused(200, url.getPath() + ": it answers no JSON");
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new ClewException(ErrorCode.UNAVAILABLE, "interrupted");
            }
        }
        throw new ClewException(
                ErrorCode.UNAVAILABLE,
                "%s cannot be read (%s); run the same again to go on"
                        .formatted(url.getPath(), last));
    }

    private HttpResponse<byte[]> send(URI url) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            token = tokens.get();
        }
        return client.send(
                HttpRequest.newBuilder(url)
                        .timeout(ANSWER_MAX)
                        .header("Accept", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.isEmpty()
                ? ""
                : ": " + Secrets.redact(text.substring(0, Math.min(text.length(), 300)));
    }

    @Override
    public void close() {
        backOff.close();
        client.shutdownNow();
    }
}
