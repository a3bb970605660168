package io.clew.graph;

/** Names the parts of a snapshot file; the order is that of the format and never changes. */
enum Section {
    OUT,
    IN,
    OUT_STARTS,
    IN_STARTS,
    FIRST_EDGES,
    FACTS,
    FIRST_STAMPS,
    STATE_CHAINS,
    SAME_HEADS,
    SAME_OTHERS,
    SAME_BEFORE,
    CLAIMS_SAID,
    CLAIMS_BEFORE,
    STAMPS,
    STAMPS_REST,
    STAMPS_LATEST,
    VOICES,
    ASSERTERS,
    NAMES,
    NAME_PARTS
}
