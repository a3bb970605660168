package io.clew.cli.events;

import io.clew.cli.events.EventLines.Line;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends events to a server, and waits for it where it says that it is busy. */
final class EventServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    /** A batch of large events takes a while on a busy disk. */
    private static final int READ_TIMEOUT_MILLIS = 300_000;

    /** Times that a busy server is asked again. */
    private static final int ATTEMPTS_MAX = 60;

    private static final int WAIT_SECONDS_MAX = 30;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final String base;
    private final String query;

    /** What became of some lines. */
    record Taken(long taken, long warned, List<Refused> refused) {}

    /** Says why a line was refused. */
    record Refused(long line, String reason) {}

    private record Answer(int status, JsonNode body, int retryAfterSeconds) {}

    EventServer(String server, @Nullable String workspace) {
        this.base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        this.query =
                workspace == null
                        ? ""
                        : "?workspace=" + URLEncoder.encode(workspace, StandardCharsets.UTF_8);
    }

    /**
     * Sends lines as one batch.
     *
     * @throws ClewException when the server refuses them all for another reason than what they say
     */
    Taken send(List<Line> lines) throws IOException {
        List<Refused> refused = new ArrayList<>();
        List<Line> sent = new ArrayList<>();
        for (Line line : lines) {
            if (line.bytes() == null) {
                refused.add(
                        new Refused(
                                line.number(),
                                "longer than the "
                                        + EventLines.LINE_BYTES_MAX
                                        + " bytes of an event"));
            } else {
                sent.add(line);
            }
        }
        if (sent.isEmpty()) {
            return new Taken(0, 0, refused);
        }
        Answer answer = post("/api/v1/lineage/batch", array(sent));
        if (answer.status() == BAD_REQUEST && isAboutTheBody(answer)) {
            return oneByOne(sent, refused);
        }
        if (answer.status() >= BAD_REQUEST) {
            throw refusal(answer);
        }
        for (JsonNode failed : answer.body().path("failed_events")) {
            Line line = sent.get(failed.path("index").asInt(0));
            refused.add(new Refused(line.number(), failed.path("reason").asString("")));
        }
        long failed = answer.body().path("summary").path("failed").asLong(0);
        long warned = answer.body().path("summary").path("warned").asLong(0);
        return new Taken(sent.size() - failed, warned, refused);
    }

    /** One line whose brackets do not match breaks the array that it is in. */
    private Taken oneByOne(List<Line> lines, List<Refused> refused) throws IOException {
        long taken = 0;
        long warned = 0;
        for (Line line : lines) {
            byte[] bytes = line.bytes() == null ? new byte[0] : line.bytes();
            Answer answer = post("/api/v1/lineage", bytes);
            if (answer.status() < BAD_REQUEST) {
                taken++;
                warned += answer.body().path("warnings").isEmpty() ? 0 : 1;
            } else if (answer.status() < 500) {
                refused.add(
                        new Refused(line.number(), String.valueOf(refusal(answer).getMessage())));
            } else {
                throw refusal(answer);
            }
        }
        return new Taken(taken, warned, refused);
    }

    /** What is wrong with the request itself, its workspace for one, each line would repeat. */
    private static boolean isAboutTheBody(Answer answer) {
        return !answer.body().path("field").asString("").equals("workspace");
    }

    private static byte[] array(List<Line> lines) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (Line line : lines) {
            if (array.size() > 1) {
                array.write(',');
            }
            array.writeBytes(line.bytes() == null ? new byte[0] : line.bytes());
        }
        array.write(']');
        return array.toByteArray();
    }

    private Answer post(String path, byte[] body) throws IOException {
        Answer answer = once(path, body);
        for (int i = 1; answer.status() == UNAVAILABLE && i < ATTEMPTS_MAX; i++) {
            try {
                TimeUnit.SECONDS.sleep(answer.retryAfterSeconds());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped while the server was busy", stopped);
            }
            answer = once(path, body);
        }
        return answer;
    }

    private Answer once(String path, byte[] body) throws IOException {
        HttpURLConnection connection = open(path);
        try {
            connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
            connection.setReadTimeout(READ_TIMEOUT_MILLIS);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            connection.getOutputStream().write(body);
            int status = connection.getResponseCode();
            try (InputStream in =
                    status < BAD_REQUEST
                            ? connection.getInputStream()
                            : connection.getErrorStream()) {
                byte[] answer = in == null ? new byte[0] : in.readAllBytes();
                int wait = connection.getHeaderFieldInt("Retry-After", 1);
                return new Answer(status, json(answer), Math.clamp(wait, 1, WAIT_SECONDS_MAX));
            }
        } catch (IOException failure) {
            throw new IOException(
                    "no Clew answers at " + base + " (" + failure.getMessage() + ")", failure);
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        try {
            return (HttpURLConnection)
                    new URI(base + path + query).toURL().openConnection(Proxy.NO_PROXY);
        } catch (URISyntaxException | IllegalArgumentException | ClassCastException wrong) {
            throw ClewException.invalid(
                    "--server",
                    "--server takes an address such as http://127.0.0.1:5757, not " + base);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException other) {
            return JSON.createObjectNode();
        }
    }

    private static ClewException refusal(Answer answer) {
        return new ClewException(
                ErrorCode.INVALID_PARAMETER,
                answer.body()
                        .path("detail")
                        .asString(
                                "the server answered "
                                        + answer.status()
                                        + ", and not as Clew does: is --server right?"));
    }
}
