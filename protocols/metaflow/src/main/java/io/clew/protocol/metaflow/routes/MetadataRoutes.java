package io.clew.protocol.metaflow.routes;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.protocol.metaflow.facts.Moment;
import io.clew.protocol.metaflow.facts.Recorder;
import io.clew.protocol.metaflow.rows.Datum;
import io.clew.protocol.metaflow.rows.MetadataRows;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import io.clew.protocol.metaflow.rows.Page;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Scope;
import io.clew.protocol.metaflow.rows.StoredDatum;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.wire.Fields;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.PageAsked;
import io.clew.protocol.metaflow.wire.Refusal;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

/** Takes and lists what tasks say of themselves. */
final class MetadataRoutes {
    /** What the original puts in place of what is not sent. */
    private static final String NOTHING = " ";

    private final MetaflowStore store;

    MetadataRoutes(MetaflowStore store) {
        this.store = store;
    }

    void addTo(Endpoints endpoints) {
        endpoints
                .get(Endpoints.RUN + "/metadata", this::ofRun)
                .get(Endpoints.TASK + "/metadata", this::ofTask)
                .post(Endpoints.TASK + "/metadata", this::create);
    }

    private Response ofRun(Request request) {
        Finding finding = Finding.ofRun(request);
        PageAsked asked = asked(request);
        return store.read(
                scope -> {
                    Run run = finding.maybeRun(scope).orElse(null);
                    if (run == null) {
                        return Shapes.none(asked);
                    }
                    return asked == null
                            ? Shapes.all(MetadataRows.ofRun(scope, run.nodeId()), Shapes.datum(run))
                            : page(run, MetadataRows.pageOfRun(scope, run.nodeId(), asked), asked);
                });
    }

    private Response ofTask(Request request) {
        Finding finding = Finding.ofTask(request);
        PageAsked asked = asked(request);
        return store.read(
                scope -> {
                    Run run = finding.maybeRun(scope).orElse(null);
                    Task task = run == null ? null : finding.maybeTask(scope, run).orElse(null);
                    if (run == null || task == null) {
                        return Shapes.none(asked);
                    }
                    int node = task.nodeId();
                    return asked == null
                            ? Shapes.all(MetadataRows.ofTask(scope, node), Shapes.datum(run))
                            : page(run, MetadataRows.pageOfTask(scope, node, asked), asked);
                });
    }

    private static @org.jspecify.annotations.Nullable PageAsked asked(Request request) {
        return PageAsked.isAsked(request.query())
                ? PageAsked.of(request.query(), MetadataRows.KEYS, MetadataRows.KINDS)
                : null;
    }

    private static Response page(Run run, Page<StoredDatum> page, PageAsked asked) {
        return Shapes.page(page, asked, MetadataRows.KEYS, Shapes.datum(run));
    }

    private Response create(Request request) throws IOException {
        Finding finding = Finding.ofTask(request);
        byte[] body = request.body().bytes();
        List<Datum> told = Fields.list(body).stream().map(MetadataRoutes::datum).toList();
        List<Datum> data = told.stream().map(Datum::withoutSecrets).toList();
        store.write(
                Endpoints.by(request),
                "metadata/create",
                commit -> {
                    if (data.equals(told)) {
                        commit.payload(body);
                    } else {
                        commit.payloadDigest(sha256(body), body.length);
                    }
                    Scope scope = Scope.of(commit);
                    Run run = finding.maybeRun(scope).orElseThrow(MetadataRoutes::unregistered);
                    Task task =
                            finding.maybeTask(scope, run).orElseThrow(MetadataRoutes::unregistered);
                    Recorder.metadata(commit, run, task, data, Moment.received(commit));
                    return run;
                });
        return MetaflowAnswers.value(200, Map.of("metadata_created", (long) data.size()));
    }

    private static Datum datum(Fields fields) {
        Object value = fields.value("value");
        return new Datum(
                fields.name("field_name", NOTHING),
                value == null ? NOTHING : value,
                fields.text("type", NOTHING),
                fields.text("user_name", NOTHING),
                fields.texts("tags"),
                fields.texts("system_tags"));
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says that the task is not there, in the original's words. */
    static Refusal unregistered() {
        return new Refusal(
                MetaflowAnswers.message(400, "need to register run_id and task_id first"));
    }
}
