package io.clew.protocol.openlineage.accept;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.JobRef;
import io.clew.protocol.openlineage.facets.Topics;
import java.util.List;

/**
 * Shows what an event says of a job, read from the event alone.
 *
 * @param isOwn whether it tells the job's design, and not of a run of it
 * @param parts what it says, to be compared with what was stated last
 * @param topics what it speaks of, by {@link Topics}
 */
record NamedJob(JobRef ref, Urn urn, boolean isOwn, List<StatedPart> parts, long topics) {

    /** Reads what an event says of its job, by the word of a family of producers. */
    static NamedJob of(JobRef ref, boolean isOwn, String family) {
        return new NamedJob(
                ref,
                OpenLineageUrns.job(ref.namespace(), ref.name()),
                isOwn,
                StatedPart.of(family, ref.facets().byKey(), isOwn),
                Topics.ofJob(ref));
    }
}
