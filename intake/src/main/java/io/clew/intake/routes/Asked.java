package io.clew.intake.routes;

import io.clew.http.Request;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/** Reads the id and the parameters of a request; every refusal names the parameter. */
final class Asked {
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1000;

    private final Request request;

    private Asked(Request request) {
        this.request = request;
    }

    /** Takes a request whose parameters are all among those that its call has. */
    static Asked of(Request request, Set<String> allowed) {
        for (String name : request.query().names()) {
            if (!allowed.contains(name)) {
                throw ClewException.invalid(
                        name,
                        "There is no parameter %s here: expected %s."
                                .formatted(name, String.join(", ", new TreeSet<>(allowed))));
            }
            if (request.query().all(name).size() > 1) {
                throw ClewException.invalid(name, name + " was given twice: expected once.");
            }
        }
        return new Asked(request);
    }

    Workspace workspace() {
        String name = request.query().first("workspace").orElse(Workspace.DEFAULT.name());
        if (!Workspace.isName(name)) {
            throw ClewException.invalid("workspace", "expected " + Workspace.NAME_FORM);
        }
        return new Workspace(name);
    }

    long id() {
        return number("id", request.pathParam("id"), 1, Integer.MAX_VALUE);
    }

    long pass() {
        return number(
                "pass",
                request.query()
                        .first("pass")
                        .orElseThrow(() -> ClewException.invalid("pass", "pass is missing")),
                1,
                Long.MAX_VALUE);
    }

    int limit() {
        return request.query()
                .first("limit")
                .map(text -> (int) number("limit", text, 1, LIMIT_MAX))
                .orElse(LIMIT_DEFAULT);
    }

    /** Returns the number that a cursor of a list of harvests holds; 0 for the first page. */
    long numberAfter() {
        return request.query()
                .first("cursor")
                .map(text -> number("cursor", text, 1, Integer.MAX_VALUE))
                .orElse(0L);
    }

    /** Returns the text that a cursor holds; empty for the first page. */
    String textAfter() {
        return request.query().first("cursor").map(Asked::read).orElse("");
    }

    static String cursor(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.indexOf('\0') < 0
                    && bytes.length == text.getBytes(StandardCharsets.UTF_8).length) {
                return text;
            }
        } catch (IllegalArgumentException notBase64) {
            throw wrongCursor();
        }
        throw wrongCursor();
    }

    private static ClewException wrongCursor() {
        return ClewException.invalid(
                "cursor", "The cursor is none: expected the `next` of a page.");
    }

    private static long number(String name, String text, long min, long max) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrongNumber(name, min, max);
        }
        throw wrongNumber(name, min, max);
    }

    private static ClewException wrongNumber(String name, long min, long max) {
        return ClewException.invalid(
                name, "%s is not what it takes: expected %d to %d.".formatted(name, min, max));
    }
}
