package io.clew.fuzz;

import io.clew.http.Method;
import io.clew.http.Route;
import io.clew.http.internal.InProcess.Answer;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.http.json.Text;
import io.clew.model.ClewException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what is wrong with an answer, whatever was asked. */
final class Judge {
    /** What no client should see: names of classes, stack traces, SQL, a path of the server. */
    /** Characters of an answer that a report quotes. */
    private static final int SHOWN_CHARS_MAX = 200;

    private static final Pattern INSIDE =
            Pattern.compile(
                    "(?:java|javax|jdk|sun)\\.[a-z]+\\.|io\\.clew\\.|org\\.(?:eclipse|sqlite|postgresql)\\.|tools\\.jackson"
                            + "|[A-Z][A-Za-z]+Exception|\\bat [\\w.$]+\\([A-Z]|SQLITE_|SQLSTATE|PSQL"
                            + "|\\bSELECT .* FROM\\b|null pointer|\\bRecord\\[");

    /**
     * Errors of SageMaker have names like those of classes; where a length was damaged, a second
     * answer's head stands behind the first answer.
     */
    private static final Pattern NAME_OF_ERROR =
            Pattern.compile("(?:\"__type\":\"|x-amzn-ErrorType: )[A-Za-z]+");

    /** Answers that a client is told to fall back from. */
    private static final Pattern NOT_IMPLEMENTED =
            Pattern.compile(".*/(presigned|artifacts/presigned-).*");

    /**
     * Where the original of Metaflow's service fails for a missing run, and its clients know it.
     */
    private static final Pattern FAILS_AS_THE_ORIGINAL =
            Pattern.compile("/metaflow/flows/[^/]+/runs/[^/]+/steps/[^/]+/(step|task)");

    private Judge() {}

    /** Returns what is wrong; empty when nothing is. */
    static Optional<String> of(Route route, String method, String path, Answer answer) {
        if (answer.broken() != null) {
            return Optional.of("broke off: " + answer.broken());
        }
        int status = answer.status();
        if (status < 200 || status >= 500 && !isExpected(route, status)) {
            return Optional.of("answered " + status);
        }
        return status < 400 || method.equals("HEAD")
                ? Optional.empty()
                : refusal(path, status, answer, true);
    }

    /** SageMaker's metrics service has paths of its own. */
    private static final Set<String> METRICS = Set.of("/BatchPutMetrics", "/BatchGetMetrics");

    /**
     * Returns what is wrong with a refusal.
     *
     * @param routed whether a route took it: MLflow's clients want no body where there is none
     */
    static Optional<String> refusal(String path, int status, Answer answer, boolean routed) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        boolean aws =
                path.equals("/")
                        || path.equals("/aws")
                        || path.startsWith("/aws/")
                        || METRICS.contains(path);
        String shown = aws ? NAME_OF_ERROR.matcher(text).replaceAll("") : text;
        if (INSIDE.matcher(shown).find()) {
            return Optional.of("shows its inside");
        }
        if ((status == 404 || status == 405) && text.isEmpty() && !path.startsWith("/api/v1")) {
            return Optional.empty();
        }
        if (path.startsWith("/marquez/")) {
            return marquez(status, answer, text);
        }
        if (aws && routed) {
            return aws(answer, text);
        }
        boolean clew = path.startsWith("/api/v1/");
        boolean mlflow = path.matches("/(api/[23]\\.0|ajax-api/[23]\\.0).*|/get-artifact");
        if (!clew && !mlflow) {
            return text.isBlank() && routed ? Optional.of("says nothing") : Optional.empty();
        }
        JsonObject said;
        try {
            said = Json.readObject(answer.body());
        } catch (ClewException broken) {
            return Optional.of(
                    "refuses in another form: %s: %s"
                            .formatted(broken.getMessage(), Text.cut(text, SHOWN_CHARS_MAX)));
        }
        String code = said.optionalText(clew ? "code" : "error_code").orElse("");
        String message = said.optionalText(clew ? "detail" : "message").orElse("");
        String type = answer.headers().getOrDefault("Content-Type", "");
        boolean formed =
                code.matches("[A-Z_]+")
                        && !message.isBlank()
                        && type.equals(clew ? "application/problem+json" : "application/json")
                        && (!clew || said.optionalInteger("status").orElse(0) == status);
        return formed ? Optional.empty() : Optional.of("refuses in another form");
    }

    private static Optional<String> marquez(int status, Answer answer, String text) {
        try {
            JsonObject said = Json.readObject(answer.body());
            boolean formed =
                    said.optionalInteger("code").orElse(0) == status
                            && !said.optionalText("message").orElse("").isBlank()
                            && "application/json".equals(answer.headers().get("Content-Type"));
            return formed ? Optional.empty() : Optional.of("refuses in another form");
        } catch (ClewException broken) {
            return Optional.of("refuses in another form: " + Text.cut(text, SHOWN_CHARS_MAX));
        }
    }

    private static Optional<String> aws(Answer answer, String text) {
        try {
            JsonObject said = Json.readObject(answer.body());
            boolean formed =
                    said.optionalText("__type").orElse("").matches("[A-Za-z]+")
                            && !said.optionalText("message")
                                    .or(() -> said.optionalText("Message"))
                                    .orElse("")
                                    .isBlank();
            return formed ? Optional.empty() : Optional.of("refuses in another form");
        } catch (ClewException broken) {
            return Optional.of("refuses in another form: " + Text.cut(text, SHOWN_CHARS_MAX));
        }
    }

    /** Says whether the original of a service fails at this path for a missing parent. */
    static boolean failsAsTheOriginal(String path) {
        return FAILS_AS_THE_ORIGINAL.matcher(path).matches();
    }

    private static boolean isExpected(Route route, int status) {
        boolean original =
                status == 500
                        && route.method() == Method.POST
                        && failsAsTheOriginal(route.pattern());
        return original || status == 501 && NOT_IMPLEMENTED.matcher(route.pattern()).matches();
    }
}
