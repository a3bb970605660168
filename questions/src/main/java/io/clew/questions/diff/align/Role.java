package io.clew.questions.diff.align;

/** Names the parts that things play upstream of an asked thing. */
public enum Role {
    /** A run, step or task. */
    RUN,
    /** A dataset in the versions that a use meant. */
    DATA,
    /** A model version or logged model with what it is a copy of. */
    MODEL,
    /** What serves a model. */
    DEPLOYMENT,
    /** What a run executed. */
    CODE,
    /** What a run ran in. */
    ENVIRONMENT,
    /** A file or value without a place of its own. */
    ARTIFACT
}
