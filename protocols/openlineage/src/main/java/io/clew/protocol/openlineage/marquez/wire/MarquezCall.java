package io.clew.protocol.openlineage.marquez.wire;

import io.clew.commit.Intent;
import io.clew.http.Body;
import io.clew.http.Request;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one request as Marquez's clients send it. */
public final class MarquezCall {
    /** The protocol of what clients of this API state. */
    public static final String SYSTEM = "marquez";

    /** Header that names the workspace, when the query does not. */
    public static final String WORKSPACE_HEADER = "X-Clew-Workspace";

    private static final String ANONYMOUS = "anonymous";

    private final Request request;
    private final Workspace workspace;
    private final Asserter by;

    private MarquezCall(Request request, Workspace workspace, Asserter by) {
        this.request = request;
        this.workspace = workspace;
        this.by = by;
    }

    /** Wraps a request; its body is read when first asked for. */
    public static MarquezCall of(Request request) {
        String name = request.caller().claimedName();
        Workspace workspace =
                request.query()
                        .first("workspace")
                        .or(() -> request.header(WORKSPACE_HEADER))
                        .filter(text -> !text.isBlank())
                        .map(Workspace::new)
                        .orElse(Workspace.DEFAULT);
        return new MarquezCall(
                request,
                workspace,
                Asserter.claimed(SYSTEM, name == null || name.isEmpty() ? ANONYMOUS : name));
    }

    public Workspace workspace() {
        return workspace;
    }

    /** Returns who asks. */
    public Viewer viewer() {
        return Viewer.ofAll(workspace);
    }

    /** Returns who calls: a claimed agent until there is authentication. */
    public Asserter by() {
        return by;
    }

    /** Names a write by this caller in this workspace. */
    public Intent intent(String operation) {
        return new Intent(workspace, by, operation);
    }

    /** Returns a path parameter, decoded. */
    public String path(String name) {
        return request.pathParam(name);
    }

    /** Returns a query parameter that is there and not empty. */
    public Optional<String> query(String name) {
        return request.query().first(name).filter(text -> !text.isEmpty());
    }

    /** Returns all values of a query parameter that are not empty, those after commas too. */
    public List<String> queryAll(String name) {
        return request.query().all(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /**
     * Returns a query parameter that must be there.
     *
     * @throws ClewException INVALID_PARAMETER when it is not
     */
    public String required(String name) {
        return query(name)
                .orElseThrow(
                        () ->
                                ClewException.invalid(
                                        name, "query param " + name + " must not be empty"));
    }

    /**
     * Returns an integer of the query.
     *
     * @throws ClewException INVALID_PARAMETER when it is none or out of range
     */
    public int integer(String name, int orElse, int min, int max) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return orElse;
        }
        try {
            long value = Long.parseLong(text.get().strip());
            if (value >= min && value <= max) {
                return (int) value;
            }
        } catch (NumberFormatException notANumber) {
            throw outOfRange(name, min, max);
        }
        throw outOfRange(name, min, max);
    }

    private static ClewException outOfRange(String name, int min, int max) {
        return ClewException.invalid(
                name, "query param %s must be an integer from %d to %d".formatted(name, min, max));
    }

    /** Returns the page that is asked for. */
    public Page page() {
        return page(Page.LIMIT_DEFAULT);
    }

    /** Returns the page that is asked for. */
    public Page page(int limitDefault) {
        return new Page(
                integer("limit", limitDefault, 0, Page.LIMIT_MAX),
                integer("offset", 0, 0, Integer.MAX_VALUE));
    }

    /**
     * Returns a boolean of the query, false when it is not set; only {@code true} is true, as for
     * Marquez.
     */
    public boolean flag(String name) {
        return query(name).filter(text -> text.toLowerCase(Locale.ROOT).equals("true")).isPresent();
    }

    /**
     * Returns an instant of the query, such as {@code 2026-01-01T00:00:00+01:00}.
     *
     * @throws ClewException INVALID_PARAMETER when it is none
     */
    public Optional<Instant> instant(String name) {
        // A plus sign that was not escaped arrives as a space.
        return query(name).map(text -> instant(name, text.strip().replace(' ', '+')));
    }

    /** Reads an instant; a time without an offset is UTC, and a date is its beginning. */
    public static Instant instant(String name, String text) {
        try {
            String whole = text.indexOf('T') < 0 ? text + "T00:00:00Z" : text;
            boolean hasOffset = whole.matches(".*(Z|z|[+-]\\d\\d:?\\d\\d)");
            return OffsetDateTime.parse(hasOffset ? whole : whole + "Z").toInstant();
        } catch (DateTimeParseException notATime) {
            throw ClewException.invalid(
                    name, name + " must be a time such as 2026-01-01T00:00:00Z");
        }
    }

    /**
     * Returns the JSON object of the body; empty when there is no body.
     *
     * @throws ClewException INVALID_PARAMETER when it is not an object of JSON
     * @throws IOException when the client went away
     */
    public JsonObject body() throws IOException {
        return Json.readObject(request.body().bytes());
    }

    /** Returns the body, unread. */
    public Body unreadBody() {
        return request.body();
    }
}
