package io.clew.protocol.metaflow.wire;

import io.clew.http.Response;

/** Carries an answer of a shape of its own out of the work that found what is wrong. */
public final class Refusal extends RuntimeException {
    private final transient Response answer;

    public Refusal(Response answer) {
        super("refused with " + answer.status(), null, false, false);
        this.answer = answer;
    }

    /** Returns what the client is told. */
    public Response answer() {
        return answer;
    }
}
