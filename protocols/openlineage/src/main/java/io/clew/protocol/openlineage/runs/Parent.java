package io.clew.protocol.openlineage.runs;

/**
 * Names a run that another is part of, with its job.
 *
 * @param runId as sent
 * @param namespace the job's
 * @param name the job's
 */
record Parent(String runId, String namespace, String name) implements Comparable<Parent> {

    @Override
    public int compareTo(Parent other) {
        int byRun = runId.compareTo(other.runId);
        int byNamespace = byRun != 0 ? byRun : namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
