package io.clew.protocol.metaflow.routes;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.protocol.metaflow.content.Datastore;
import io.clew.protocol.metaflow.facts.Contents;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.rows.Artifact;
import io.clew.protocol.metaflow.rows.ArtifactRows;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.StoredArtifact;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.wire.Fields;
import io.clew.protocol.metaflow.wire.Key;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.PageAsked;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Takes and lists what tasks register as artifacts. */
final class ArtifactRoutes {
    private static final String ONE = Endpoints.TASK + "/artifacts/{artifact_name}";

    /** What the original puts in place of what is not sent. */
    private static final String NOTHING = " ";

    /** Highest attempt: Metaflow itself retries a task six times. */
    private static final int ATTEMPT_MAX = 1_000_000;

    private static final int ATTEMPT_CHARS_MAX = 9;

    /** Longest digest of any kind, as an index holds it. */
    private static final int SHA_CHARS_MAX = 500;

    private final MetaflowStore store;
    private final Datastore datastore;

    ArtifactRoutes(MetaflowStore store, Datastore datastore) {
        this.store = store;
        this.datastore = datastore;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .get(ONE, request -> one(request, null))
                .get(ONE + "/attempt/{attempt_id}", request -> one(request, attempt(request)))
                .get(Endpoints.TASK + "/artifacts", this::ofTask)
                .get(Endpoints.TASK + "/attempt/{attempt_id}/artifacts", this::ofAttempt)
                .get(Endpoints.STEP + "/artifacts", this::ofStep)
                .get(Endpoints.RUN + "/artifacts", this::ofRun)
                .post(Endpoints.TASK + "/artifact", this::create);
    }

    private static Long attempt(Request request) {
        String text = Endpoints.path(request, "attempt_id");
        if (!Key.isNumber(text) || text.length() > ATTEMPT_CHARS_MAX) {
            throw new io.clew.protocol.metaflow.wire.Refusal(
                    MetaflowAnswers.message(
                            400,
                            "attempt_id: an integer from 0 to " + ATTEMPT_MAX + " was expected"));
        }
        return Long.valueOf(text);
    }

    private Response one(Request request, @Nullable Long attempt) {
        Finding finding = Finding.ofTask(request);
        String name = Endpoints.path(request, "artifact_name");
        return store.read(
                scope -> {
                    Run run = finding.run(scope);
                    int task = finding.task(scope, run).nodeId();
                    Optional<StoredArtifact> found =
                            attempt == null
                                    ? ArtifactRows.latest(scope, task, name)
                                    : ArtifactRows.ofAttempt(scope, task, name, attempt);
                    return Shapes.one(
                            found.orElseThrow(() -> Finding.missing("artifact", name)),
                            Shapes.artifact(run));
                });
    }

    private Response ofAttempt(Request request) {
        Finding finding = Finding.ofTask(request);
        Long attempt = attempt(request);
        return store.read(
                scope -> {
                    Run run = finding.maybeRun(scope).orElse(null);
                    Task task = run == null ? null : finding.maybeTask(scope, run).orElse(null);
                    return run == null || task == null
                            ? Shapes.none(null)
                            : Shapes.all(
                                    ArtifactRows.ofAttempt(scope, task.nodeId(), attempt),
                                    Shapes.artifact(run));
                });
    }

    private Response ofRun(Request request) {
        Finding finding = Finding.ofRun(request);
        return list(
                request,
                finding,
                (scope, run) ->
                        Optional.of(new ArtifactRows.Whose(ArtifactRows.Of.RUN, run.nodeId(), "")));
    }

    private Response ofStep(Request request) {
        Finding finding = Finding.ofStep(request);
        return list(
                request,
                finding,
                (scope, run) ->
                        Optional.of(
                                new ArtifactRows.Whose(
                                        ArtifactRows.Of.STEP, run.nodeId(), finding.stepName())));
    }

    private Response ofTask(Request request) {
        Finding finding = Finding.ofTask(request);
        return list(
                request,
                finding,
                (scope, run) ->
                        finding.maybeTask(scope, run)
                                .map(
                                        task ->
                                                new ArtifactRows.Whose(
                                                        ArtifactRows.Of.TASK, task.nodeId(), "")));
    }

    private Response list(
            Request request,
            Finding finding,
            BiFunction<Scope, Run, Optional<ArtifactRows.Whose>> whose) {
        PageAsked asked =
                PageAsked.isAsked(request.query())
                        ? PageAsked.of(request.query(), ArtifactRows.KEYS, ArtifactRows.KINDS)
                        : null;
        return store.read(
                scope -> {
                    Run run = finding.maybeRun(scope).orElse(null);
                    ArtifactRows.Whose of =
                            run == null ? null : whose.apply(scope, run).orElse(null);
                    if (run == null || of == null) {
                        return Shapes.none(asked);
                    }
                    return asked == null
                            ? Shapes.all(ArtifactRows.all(scope, of), Shapes.artifact(run))
                            : Shapes.page(
                                    ArtifactRows.page(scope, of, asked),
                                    asked,
                                    ArtifactRows.KEYS,
                                    Shapes.artifact(run));
                });
    }

    private Response create(Request request) throws IOException {
        Finding finding = Finding.ofTask(request);
        byte[] body = request.body().bytes();
        List<Artifact> artifacts =
                Fields.list(body).stream().map(ArtifactRoutes::artifact).toList();
        // Nothing is read on behalf of a task that is not there.
        Contents contents =
                store.read(scope -> isThere(scope, finding))
                        ? Contents.of(datastore, finding.flow(), finding.stepName(), artifacts)
                        : Contents.NONE;
        int added =
                store.write(
                        Endpoints.by(request),
                        "artifact/create",
                        body,
                        commit -> {
                            Scope scope = Scope.of(commit);
                            Run run =
                                    finding.maybeRun(scope)
                                            .orElseThrow(MetadataRoutes::unregistered);
                            Task task =
                                    finding.maybeTask(scope, run)
                                            .orElseThrow(MetadataRoutes::unregistered);
                            return Recorder.artifacts(
                                    commit,
                                    run,
                                    task,
                                    artifacts,
                                    contents,
                                    Moment.received(commit));
                        });
        return MetaflowAnswers.value(200, Map.of("artifacts_created", (long) added));
    }

    private static boolean isThere(Scope scope, Finding finding) {
        return finding.maybeRun(scope).flatMap(run -> finding.maybeTask(scope, run)).isPresent();
    }

    private static Artifact artifact(Fields fields) {
        String sha = fields.text("sha", NOTHING);
        if (sha.length() > SHA_CHARS_MAX) {
            throw fields.refuse(
                    "sha", "at most %d characters were expected".formatted(SHA_CHARS_MAX));
        }
        return new Artifact(
                fields.name("name", NOTHING),
                fields.integer("attempt_id", 0, ATTEMPT_MAX, 0),
                fields.text("location", NOTHING),
                fields.text("ds_type", NOTHING),
                sha,
                fields.text("type", NOTHING),
                fields.text("content_type", NOTHING),
                fields.text("user_name", NOTHING),
                fields.texts("tags"),
                fields.texts("system_tags"));
    }
}
