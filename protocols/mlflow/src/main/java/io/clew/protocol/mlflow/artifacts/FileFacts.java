package io.clew.protocol.mlflow.artifacts;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.captures.FolderEnvironment;
import io.clew.store.blobs.Blob;

/** Says what a file that comes or goes means for lineage; all observed, dated by receipt. */
final class FileFacts {
    private final Commit commit;
    private final ArtifactOwner owner;
    private final EventTime now;

    FileFacts(Commit commit, ArtifactOwner owner) {
        this.commit = commit;
        this.owner = owner;
        this.now = EventTime.received(commit.now());
    }

    /** Names what the write is about. */
    void subjects() {
        commit.subject(owner.file());
        switch (owner) {
            case ArtifactOwner.OfRun file -> commit.subject(MlflowUrns.run(file.runId()));
            case ArtifactOwner.OfLoggedModel file -> commit.subject(file.model().urn());
            case ArtifactOwner.OfNobody file -> {}
        }
    }

    /**
     * Says which bytes a file has now.
     *
     * @param returned whether it had been deleted
     */
    void put(Blob blob, boolean returned) {
        subjects();
        Urn file = owner.file();
        commit.observe(file, Attributes.DIGEST, "sha256:" + blob.sha256(), now);
        commit.observe(file, Attributes.SIZE_BYTES, blob.sizeBytes(), now);
        if (returned) {
            commit.observe(file, Attributes.DELETED, null, now);
        }
        switch (owner) {
            case ArtifactOwner.OfRun of ->
                    commit.observe(file, EdgeKind.GENERATED_BY, MlflowUrns.run(of.runId()), now);
            case ArtifactOwner.OfLoggedModel of ->
                    commit.observe(file, EdgeKind.PART_OF, of.model().urn(), now);
            case ArtifactOwner.OfNobody of -> {}
        }
    }

    void deleted() {
        subjects();
        commit.observe(owner.file(), Attributes.DELETED, true, now);
    }

    /** Says what the watched files of a folder of a run tell: clients before MLflow 3 log so. */
    void runFolder(ArtifactOwner.OfRun file, ArtifactPath folder, WatchedFolder told) {
        Urn run = MlflowUrns.run(file.runId());
        new FolderEnvironment(commit, folder.toString(), run).set(told.environment());
        told.description().ifPresent(description -> description.facts(commit, run));
    }
}
