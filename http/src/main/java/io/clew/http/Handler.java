package io.clew.http;

/** Answers one request; runs on a virtual thread and may block. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers a request.
     *
     * @throws io.clew.model.ClewException to refuse it; the route's protocol renders the refusal
     * @throws Exception for a defect; logged and rendered as {@code INTERNAL} without details
     */
    Response handle(Request request) throws Exception;
}
