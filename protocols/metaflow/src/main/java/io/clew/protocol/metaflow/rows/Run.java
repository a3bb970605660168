package io.clew.protocol.metaflow.rows;

import io.clew.identity.Urns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one run.
 *
 * @param nodeId its node in the graph, and its key
 * @param number the service's id
 * @param name the client's id; null when the service made it
 * @param heartbeatSeconds when it was last heard of; null for a client that sends no heartbeats
 * @param endStep the step whose success is the run's
 */
public record Run(
        int nodeId,
        String flowId,
        long number,
        @Nullable String name,
        @Nullable String user,
        long tsMillis,
        @Nullable Long heartbeatSeconds,
        List<String> tags,
        List<String> systemTags,
        State state,
        String endStep) {
    /** The system's name in URNs, facts and the log. */
    public static final String SYSTEM = "metaflow";

    private static final String USER_TAG = "user:";

    public Run {
        tags = List.copyOf(tags);
        systemTags = List.copyOf(systemTags);
    }

    /** Returns the id as clients see it: Long or text. */
    public Object id() {
        return name == null ? (Object) number : name;
    }

    /** Returns the id as text. */
    public String idText() {
        return name == null ? Long.toString(number) : name;
    }

    /** Returns its pathspec. */
    public String pathspec() {
        return flowId + "/" + idText();
    }

    /** Returns its name in the graph. */
    public Urn urn() {
        return urn(flowId, idText());
    }

    /** Names a run by its flow and its id as clients see it. */
    public static Urn urn(String flowId, String id) {
        return Urns.of(NodeKind.RUN, SYSTEM, flowId, id);
    }

    /** Names a flow, which is a job. */
    public static Urn flowUrn(String flowId) {
        return Urns.of(NodeKind.JOB, SYSTEM, flowId);
    }

    /** Names a step of the run. */
    public Urn stepUrn(String step) {
        return Urns.of(NodeKind.STEP, SYSTEM, flowId, idText(), step);
    }

    /** Names a task of the run. */
    public Urn taskUrn(String step, String taskId) {
        return taskUrn(flowId, idText(), step, taskId);
    }

    /** Names a task by all that it is in. */
    public static Urn taskUrn(String flowId, String runId, String step, String taskId) {
        return Urns.of(NodeKind.TASK, SYSTEM, flowId, runId, step, taskId);
    }

    /** Returns the user when a system tag says the same: only then it is who ran it. */
    public @Nullable String verifiedUser() {
        return user != null && systemTags.contains(USER_TAG + user) ? user : null;
    }
}
