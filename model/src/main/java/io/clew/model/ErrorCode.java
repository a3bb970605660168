package io.clew.model;

/** Lists the stable reasons for refusing a request; each adapter maps them to its own dialect. */
public enum ErrorCode {
    /** What was asked for does not exist, or the viewer may not see it. */
    NOT_FOUND,
    /** A reference means more than one node. */
    AMBIGUOUS,
    /** A field is missing, malformed or out of range. */
    INVALID_PARAMETER,
    /** What should be made exists already. */
    ALREADY_EXISTS,
    /** The thing's state does not admit the request. */
    INVALID_STATE,
    UNAUTHENTICATED,
    FORBIDDEN,
    /** A body, a list or a rate is over its limit. */
    LIMIT_EXCEEDED,
    /** The store is full, gone or shutting down; trying later may help. */
    UNAVAILABLE,
    /** A defect of Clew. */
    INTERNAL
}
