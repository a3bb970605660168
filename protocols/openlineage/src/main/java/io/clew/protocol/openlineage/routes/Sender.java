package io.clew.protocol.openlineage.routes;

import io.clew.http.Request;
import io.clew.identity.Segments;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a request says besides its body: who sends, and where to. */
final class Sender {
    private static final String WORKSPACE = "workspace";
    private static final String WORKSPACE_HEADER = "X-Clew-Workspace";

    /** What a client is called that gives no name. */
    private static final String ANONYMOUS = "anonymous";

    private Sender() {}

    /** Returns who calls, as far as it says so. */
    static Asserter caller(Request request) {
        String name = request.caller().claimedName();
        return Asserter.claimed(
                "openlineage", name == null || name.isBlank() ? ANONYMOUS : Segments.of(name));
    }

    /**
     * Returns the workspace that the query or the header names.
     *
     * @throws ClewException INVALID_PARAMETER when they name two, or something else
     */
    static Workspace workspace(Request request) {
        List<String> asked = request.query().all(WORKSPACE);
        Optional<String> header = request.header(WORKSPACE_HEADER);
        if (asked.isEmpty() && header.isEmpty()) {
            return Workspace.DEFAULT;
        }
        String name = asked.isEmpty() ? header.get().strip() : asked.getFirst();
        if (asked.size() > 1 || header.isPresent() && !header.get().strip().equals(name)) {
            throw ClewException.invalid(
                    WORKSPACE, "The request names more than one workspace: expected one.");
        }
        if (!Workspace.isName(name)) {
            throw ClewException.invalid(
                    WORKSPACE,
                    "workspace is not what it takes: expected " + Workspace.NAME_FORM + ".");
        }
        return new Workspace(name);
    }

    /** Refuses parameters that a call does not have, so that none is silently ignored. */
    static void checkParameters(Request request, Set<String> allowed) {
        for (String name : request.query().names()) {
            if (!allowed.contains(name)) {
                throw ClewException.invalid(
                        name,
                        "There is no parameter %s here: expected %s."
                                .formatted(name, String.join(", ", new TreeSet<>(allowed))));
            }
        }
    }

    /**
     * Says whether the body is JSON by its type, or has none: a page of another site cannot send
     * either without asking first, as it can send a form or plain text.
     */
    static boolean isJson(Request request) {
        return request.header("Content-Type").map(Sender::isJson).orElse(true);
    }

    private static boolean isJson(String type) {
        int end = type.indexOf(';');
        String plain = (end < 0 ? type : type.substring(0, end)).strip();
        return plain.equalsIgnoreCase("application/json")
                || plain.regionMatches(true, 0, "application/", 0, "application/".length())
                        && plain.regionMatches(true, plain.length() - 5, "+json", 0, 5);
    }
}
