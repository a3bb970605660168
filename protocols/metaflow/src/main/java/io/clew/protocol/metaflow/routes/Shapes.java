package io.clew.protocol.metaflow.routes;

import io.clew.http.Response;
import io.clew.protocol.metaflow.rows.Artifact;
import io.clew.protocol.metaflow.rows.Datum;
import io.clew.protocol.metaflow.rows.Flow;
import io.clew.protocol.metaflow.rows.MetadataRows;
import io.clew.protocol.metaflow.rows.Page;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.protocol.metaflow.rows.Step;
import io.clew.protocol.metaflow.rows.StoredArtifact;
import io.clew.protocol.metaflow.rows.StoredDatum;
import io.clew.protocol.metaflow.rows.Task;
import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.PageAsked;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes each kind of thing as clients read it. */
final class Shapes {
    private Shapes() {}

    /** Answers with one thing. */
    static <T> Response one(T thing, BiConsumer<JsonGenerator, T> shape) {
        return MetaflowAnswers.json(200, out -> shape.accept(out, thing));
    }

    /** Answers with a whole list. */
    static <T> Response all(List<T> things, BiConsumer<JsonGenerator, T> shape) {
        return MetaflowAnswers.json(
                200,
                out -> {
                    out.writeStartArray();
                    things.forEach(thing -> shape.accept(out, thing));
                    out.writeEndArray();
                });
    }

    /** Answers with a part of a list, and says in headers which one and where the next begins. */
    static <T> Response page(
            Page<T> page, PageAsked asked, List<String> keys, BiConsumer<JsonGenerator, T> shape) {
        Response answer =
                all(page.elements(), shape).withHeader("X-Limit", Integer.toString(asked.limit()));
        return page.next() == null
                ? answer
                : answer.withHeader("X-Next-Cursor", page.next().text(keys));
    }

    /** Answers with no element at all, as for what lies under a missing parent. */
    static Response none(@Nullable PageAsked asked) {
        Response answer = MetaflowAnswers.value(200, List.of());
        return asked == null
                ? answer
                : answer.withHeader("X-Limit", Integer.toString(asked.limit()));
    }

    static void flow(JsonGenerator out, Flow flow) {
        out.writeStartObject();
        text(out, "flow_id", flow.flowId());
        text(out, "user_name", flow.user());
        out.writeNumberProperty("ts_epoch", flow.tsMillis());
        tags(out, flow.tags(), flow.systemTags());
        out.writeEndObject();
    }

    static void run(JsonGenerator out, Run run) {
        out.writeStartObject();
        runMembers(out, run);
        out.writeEndObject();
    }

    /**
     * Writes runs with the state by which a list was filtered.
     *
     * @param silentSinceSeconds a running run that was last heard of before that failed
     */
    static BiConsumer<JsonGenerator, Run> runWithStatus(long silentSinceSeconds) {
        return (out, run) -> {
            out.writeStartObject();
            runMembers(out, run);
            Long heard = run.heartbeatSeconds();
            String status =
                    switch (run.state()) {
                        case COMPLETE -> "completed";
                        case FAILED, SILENT -> "failed";
                        case WAITING, RUNNING ->
                                heard != null && heard < silentSinceSeconds ? "failed" : "running";
                    };
            text(out, "status", status);
            out.writeEndObject();
        };
    }

    private static void runMembers(JsonGenerator out, Run run) {
        text(out, "flow_id", run.flowId());
        id(out, "run_number", run.id());
        text(out, "user_name", run.user());
        out.writeNumberProperty("ts_epoch", run.tsMillis());
        tags(out, run.tags(), run.systemTags());
        seconds(out, run.heartbeatSeconds());
        String user = run.verifiedUser();
        if (user != null) {
            text(out, "user", user);
        }
    }

    /** Writes steps of a run: the one kind that always gives the run's id as a text. */
    static BiConsumer<JsonGenerator, Step> step(Run run) {
        return (out, step) -> {
            out.writeStartObject();
            text(out, "flow_id", run.flowId());
            text(out, "run_number", run.idText());
            text(out, "step_name", step.name());
            text(out, "user_name", step.user());
            out.writeNumberProperty("ts_epoch", step.tsMillis());
            tags(out, run.tags(), run.systemTags());
            out.writeEndObject();
        };
    }

    /** Writes tasks of a run, with the run's tags. */
    static BiConsumer<JsonGenerator, Task> task(Run run) {
        return (out, task) -> {
            out.writeStartObject();
            text(out, "flow_id", run.flowId());
            id(out, "run_number", run.id());
            text(out, "step_name", task.step());
            id(out, "task_id", task.exposedId());
            text(out, "user_name", task.user());
            out.writeNumberProperty("ts_epoch", task.tsMillis());
            tags(out, run.tags(), run.systemTags());
            seconds(out, task.heartbeatSeconds());
            out.writeEndObject();
        };
    }

    /** Writes metadata of a run's tasks, with its own tags. */
    static BiConsumer<JsonGenerator, StoredDatum> datum(Run run) {
        return (out, stored) -> {
            Datum datum = stored.datum();
            out.writeStartObject();
            out.writeNumberProperty("id", stored.id());
            text(out, "flow_id", run.flowId());
            id(out, "run_number", run.id());
            text(out, "step_name", stored.step());
            id(out, "task_id", stored.taskId());
            text(out, "field_name", datum.field());
            text(out, "value", MetadataRows.shown(datum.value()));
            text(out, "type", datum.type());
            text(out, "user_name", datum.user());
            out.writeNumberProperty("ts_epoch", stored.tsMillis());
            tags(out, datum.tags(), datum.systemTags());
            out.writeEndObject();
        };
    }

    /** Writes artifacts of a run's tasks, with the run's tags. */
    static BiConsumer<JsonGenerator, StoredArtifact> artifact(Run run) {
        return (out, stored) -> {
            Artifact artifact = stored.artifact();
            out.writeStartObject();
            text(out, "flow_id", run.flowId());
            id(out, "run_number", run.id());
            text(out, "step_name", stored.step());
            id(out, "task_id", stored.taskId());
            text(out, "name", artifact.name());
            text(out, "location", artifact.location());
            text(out, "ds_type", artifact.dsType());
            text(out, "sha", artifact.sha());
            text(out, "type", artifact.type());
            text(out, "content_type", artifact.contentType());
            text(out, "user_name", artifact.user());
            out.writeNumberProperty("attempt_id", artifact.attempt());
            out.writeNumberProperty("ts_epoch", stored.tsMillis());
            tags(out, run.tags(), run.systemTags());
            out.writeEndObject();
        };
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) {
        if (value == null) {
            out.writeNullProperty(name);
        } else {
            out.writeStringProperty(name, value);
        }
    }

    private static void id(JsonGenerator out, String name, Object id) {
        switch (id) {
            case Long number -> out.writeNumberProperty(name, number.longValue());
            case String text -> out.writeStringProperty(name, text);
            default -> throw new IllegalArgumentException(name + " is no id");
        }
    }

    private static void seconds(JsonGenerator out, @Nullable Long seconds) {
        if (seconds == null) {
            out.writeNullProperty("last_heartbeat_ts");
        } else {
            out.writeNumberProperty("last_heartbeat_ts", seconds.longValue());
        }
    }

    private static void tags(JsonGenerator out, List<String> tags, List<String> systemTags) {
        texts(out, "tags", tags);
        texts(out, "system_tags", systemTags);
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) {
        out.writeName(name);
        out.writeStartArray();
        texts.forEach(out::writeString);
        out.writeEndArray();
    }
}
