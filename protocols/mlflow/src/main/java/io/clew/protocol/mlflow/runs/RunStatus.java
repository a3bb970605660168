package io.clew.protocol.mlflow.runs;

import io.clew.http.json.JsonObject;
import java.util.Optional;

/** Lists MLflow's states of a run, in the order of their numbers on the wire, from 1. */
public enum RunStatus {
    RUNNING("running"),
    SCHEDULED("scheduled"),
    FINISHED("complete"),
    FAILED("failed"),
    KILLED("aborted");

    private final String fact;

    RunStatus(String fact) {
        this.fact = fact;
    }

    /** Returns the value of the attribute {@code status} in the graph. */
    public String fact() {
        return fact;
    }

    /** Says whether a run in this state has come to its end. */
    public boolean isTerminal() {
        return this == FINISHED || this == FAILED || this == KILLED;
    }

    /**
     * Reads a state by its name or its number, as protobuf's JSON does; empty when it is not set.
     *
     * @throws io.clew.model.ClewException INVALID_PARAMETER when it is none of them
     */
    static Optional<RunStatus> of(JsonObject fields, String field) {
        Object value = fields.value(field);
        if (value == null) {
            return Optional.empty();
        }
        for (RunStatus status : values()) {
            if (status.name().equals(value) || Long.valueOf(status.ordinal() + 1).equals(value)) {
                return Optional.of(status);
            }
        }
        throw fields.invalid(field, "RUNNING, SCHEDULED, FINISHED, FAILED or KILLED was expected");
    }
}
