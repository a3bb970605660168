package io.clew.protocol.mlflow.wire;

import io.clew.commit.Intent;
import io.clew.http.Method;
import io.clew.http.Request;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.model.Asserter;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.model.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request as MLflow's clients send it: who calls, in which workspace, with which fields.
 *
 * <p>Fields come from the query of a GET and from the JSON body of every other method. Used by one
 * thread.
 */
public final class Call implements Acting {
    /** The system's name in URNs, facts and the log. */
    public static final String SYSTEM = "mlflow";

    /** Names the caller that gave no name. */
    public static final String ANONYMOUS = "anonymous";

    /** Header that names the workspace; absent means the default one. */
    public static final String WORKSPACE_HEADER = "X-MLFLOW-WORKSPACE";

    private final Request request;
    private final Workspace workspace;
    private final Asserter by;
    private byte @Nullable [] body;
    private @Nullable JsonObject fields;

    private Call(Request request, Workspace workspace, Asserter by) {
        this.request = request;
        this.workspace = workspace;
        this.by = by;
    }

    /** Wraps a request; its body is read when first asked for. */
    public static Call of(Request request) {
        String name = request.caller().claimedName();
        return new Call(
                request,
                request.header(WORKSPACE_HEADER)
                        .filter(header -> !header.isBlank())
                        .map(Workspace::new)
                        .orElse(Workspace.DEFAULT),
                Asserter.claimed(SYSTEM, name == null || name.isEmpty() ? ANONYMOUS : name));
    }

    /** Returns the same call in the workspace that a query parameter names, where it does. */
    public Call inWorkspaceOf(String parameter) {
        return request.query()
                .first(parameter)
                .filter(Workspace::isName)
                .map(name -> new Call(request, new Workspace(name), by))
                .orElse(this);
    }

    /** Returns the request, for path parameters and headers. */
    public Request request() {
        return request;
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    /** Returns who calls: a claimed agent of MLflow until there is authentication. */
    public Asserter by() {
        return by;
    }

    /** Names a write by this caller in this workspace. */
    @Override
    public Intent intent(String operation) {
        return new Intent(workspace, by, operation);
    }

    /**
     * Returns the fields of the request.
     *
     * @throws ClewException INVALID_PARAMETER when the body is not a JSON object, or comes without
     *     the content type of JSON
     * @throws IOException when the client went away
     */
    public JsonObject fields() throws IOException {
        JsonObject known = fields;
        if (known == null) {
            known =
                    request.method() == Method.GET
                            ? JsonObject.of(request.query())
                            : readObject(body());
            fields = known;
        }
        return known;
    }

    /**
     * Returns the body as it was sent.
     *
     * @throws ClewException INVALID_PARAMETER when it comes without the content type of JSON,
     *     LIMIT_EXCEEDED when it is too long
     * @throws IOException when the client went away
     */
    public byte[] body() throws IOException {
        byte[] known = body;
        if (known == null) {
            requireJsonContentType();
            known = request.body().bytes();
            body = known;
        }
        return known;
    }

    private void requireJsonContentType() {
        if (request.method() != Method.POST && request.method() != Method.PUT) {
            return;
        }
        // A page on another site can send a form or plain text without asking first, but not this.
        String type =
                request.header("Content-Type")
                        .orElseThrow(() -> refuse("Bad Request. Content-Type header is missing."));
        int end = type.indexOf(';');
        if (!(end < 0 ? type : type.substring(0, end))
                .strip()
                .equalsIgnoreCase("application/json")) {
            throw refuse("Bad Request. Content-Type must be one of ['application/json'].");
        }
    }

    private static ClewException refuse(String message) {
        return new ClewException(ErrorCode.INVALID_PARAMETER, message);
    }

    /** Reads an object; old clients send it as a JSON text that holds the object. */
    private static JsonObject readObject(byte[] body) {
        if (body.length > 0 && body[0] == '"' && Json.read(body) instanceof String inner) {
            return Json.readObject(inner.getBytes(StandardCharsets.UTF_8));
        }
        return Json.readObject(body);
    }
}
