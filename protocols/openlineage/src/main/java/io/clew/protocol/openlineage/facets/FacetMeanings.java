package io.clew.protocol.openlineage.facets;

import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.JobRef;

/** States what the facets of an event mean for the nodes that it names. */
public final class FacetMeanings {
    private FacetMeanings() {}

    /** States what the run facets of an event mean. */
    public static void ofRun(Event.RunEvent event, Urn run, Urn job, Statements out) {}

    /**
     * States what job facets mean.
     *
     * @param executor the run whose event carries them, or the job itself in a JobEvent: what
     *     {@code executed} the code
     */
    public static void ofJob(JobRef ref, Urn job, Urn executor, Statements out) {}

    /** States what the facets of a dataset mean for the dataset, whatever version it has. */
    public static void ofDataset(DatasetRef ref, Urn dataset, Statements out) {}

    /** States what the facets of a dataset mean for the version that they were sent for. */
    public static void ofVersion(DatasetRef ref, Urn version, Statements out) {}
}
