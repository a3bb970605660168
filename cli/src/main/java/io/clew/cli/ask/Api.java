package io.clew.cli.ask;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the read API of one server.
 *
 * <p>Uses the JDK's oldest HTTP client on purpose: a verb makes one or two calls, and this one
 * starts in a third of the time of the newer.
 */
final class Api {

    static final JsonMapper JSON = new JsonMapper();

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int READ_TIMEOUT_MILLIS = 120_000;

    private final String base;

    Api(String server) {
        this.base = (server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
    }

    /** Collects the parameters of a call; those without a value are left out. */
    static final class Parameters {
        private final List<String> pairs = new ArrayList<>();

        Parameters with(String name, @Nullable Object value) {
            if (value != null) {
                pairs.add(encode(name) + "=" + encode(value.toString()));
            }
            return this;
        }

        Parameters withAll(String name, List<String> values) {
            values.forEach(value -> with(name, value));
            return this;
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return String.join("&", pairs);
        }
    }

    /** Asks and returns the answer's body. */
    byte[] get(String path, Parameters parameters) {
        return call("GET", "/api/v1" + path + "?" + parameters, null);
    }

    /** Posts a JSON object in the user's name and returns the answer's body. */
    byte[] post(String path, Parameters parameters, Map<String, ?> body) {
        return call("POST", "/api/v1" + path + "?" + parameters, JSON.writeValueAsBytes(body));
    }

    private byte[] call(String method, String target, byte @Nullable [] body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            new URI(base + target).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
            connection.setReadTimeout(READ_TIMEOUT_MILLIS);
            connection.setRequestMethod(method);
            connection.setRequestProperty("Accept", "application/json");
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setRequestProperty("Authorization", claimedName());
                connection.getOutputStream().write(body);
            }
            int status = connection.getResponseCode();
            try (InputStream in =
                    status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] answer = in == null ? new byte[0] : in.readAllBytes();
                if (status >= 400) {
                    throw refusal(status, answer);
                }
                return answer;
            }
        } catch (URISyntaxException | IllegalArgumentException | ClassCastException e) {
            throw new AskException(
                    ExitStatus.WRONG_USE,
                    "--server takes an address such as http://127.0.0.1:5757, not " + base);
        } catch (IOException e) {
            throw new AskException(
                    ExitStatus.FAILED,
                    "no Clew answers at "
                            + base
                            + " ("
                            + e.getMessage()
                            + "); start one with ./clew up, or name another with --server");
        }
    }

    /** Says who writes: unchecked, as a claim; CLEW_USER, else the name of this machine's user. */
    private static String claimedName() {
        String given = System.getenv("CLEW_USER");
        String name = given == null || given.isBlank() ? System.getProperty("user.name") : given;
        // A colon would end the name in a Basic header.
        byte[] credentials = (name.replace(':', '_') + ":").getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    private static AskException refusal(int status, byte[] body) {
        String code = "";
        String sentence = "the server answered " + status;
        List<String> candidates = new ArrayList<>();
        try {
            JsonNode problem = JSON.readTree(body);
            code = problem.path("code").asString("");
            sentence = problem.path("detail").asString(sentence);
            problem.path("candidates").forEach(one -> candidates.add(one.asString("")));
        } catch (JacksonException e) {
            sentence = sentence + ", and not as Clew does: is --server right?";
        }
        if (!candidates.isEmpty()) {
            sentence = sentence + "\n  " + String.join("\n  ", candidates);
        }
        int exit =
                switch (code) {
                    case "NOT_FOUND" -> ExitStatus.NOT_FOUND;
                    case "AMBIGUOUS" -> ExitStatus.AMBIGUOUS;
                    case "INVALID_PARAMETER" -> ExitStatus.WRONG_USE;
                    default -> ExitStatus.FAILED;
                };
        return new AskException(exit, sentence);
    }
}
