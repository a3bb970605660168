package io.clew.protocol.openlineage.facets;

import java.util.Locale;

/** Names where in an event a facet stands. */
enum Container {
    RUN,
    JOB,
    DATASET,
    INPUT,
    OUTPUT;

    /** Returns the word for it in documentation. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
