package io.clew.protocol.openlineage.runs;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Urn;

/**
 * Names a run that another is part of, with its job.
 *
 * @param runId as sent
 * @param namespace the job's
 * @param name the job's
 * @param run the run's URN
 * @param job the job's URN
 */
record Parent(String runId, String namespace, String name, Urn run, Urn job)
        implements Comparable<Parent> {

    static Parent of(String runId, String namespace, String name) {
        return new Parent(
                runId,
                namespace,
                name,
                OpenLineageUrns.run(runId),
                OpenLineageUrns.job(namespace, name));
    }

    @Override
    public int compareTo(Parent other) {
        int byRun = runId.compareTo(other.runId);
        int byNamespace = byRun != 0 ? byRun : namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
