package io.clew.protocol.openlineage.runs;

import io.clew.identity.Urns;
import io.clew.identity.dataset.DatasetNames;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.JobRef;

/** Names the nodes that events speak of. */
public final class OpenLineageUrns {
    private OpenLineageUrns() {}

    /** Names a run. */
    public static Urn run(String runId) {
        return Urns.of(NodeKind.RUN, Producers.SYSTEM, runId);
    }

    /** Names a job by namespace and name, as sent. */
    public static Urn job(String namespace, String name) {
        return Urns.of(NodeKind.JOB, namespace, name);
    }

    /** Names the job of an event. */
    public static Urn job(JobRef ref) {
        return job(ref.namespace(), ref.name());
    }

    /** Names a dataset of an event, by its canonical name. */
    public static Urn dataset(DatasetRef ref) {
        return DatasetNames.of(ref.namespace(), ref.name()).urn();
    }
}
