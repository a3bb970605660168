package io.clew.fuzz;

import io.clew.http.internal.InProcess.Sent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Shows requests so that people can send them again. */
final class Requests {
    private static final int SHOWN_CHARS_MAX = 1500;

    private Requests() {}

    /** Returns a command line that sends the request to a server at {@code $CLEW}. */
    static String curl(Sent sent) {
        StringBuilder out = new StringBuilder("curl -X ").append(sent.method());
        sent.headers()
                .forEach(
                        (name, value) -> {
                            if (!name.equals("host")) {
                                out.append(" -H ").append(quoted(name + ": " + value));
                            }
                        });
        String body = new String(sent.body(), StandardCharsets.UTF_8);
        boolean text =
                body.indexOf('\uFFFD') < 0
                        && body.chars().noneMatch(c -> c < 0x20 && c != '\n' && c != '\t');
        if (sent.body().length > 0) {
            out.append(
                    text
                            ? " --data-raw " + quoted(body)
                            : " --data-binary @<(base64 -d <<< "
                                    + Base64.getEncoder().encodeToString(sent.body())
                                    + ")");
        }
        out.append(" --path-as-is ").append(quoted("$CLEW" + sent.target()));
        return out.length() <= SHOWN_CHARS_MAX
                ? out.toString()
                : out.substring(0, SHOWN_CHARS_MAX) + "… (" + out.length() + " characters)";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
