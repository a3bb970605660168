package io.clew.protocol.metaflow.folder;

import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.http.json.Json;
import io.clew.intake.OneByOne;
import io.clew.intake.RecordIntake;
import io.clew.model.ClewException;
import io.clew.protocol.metaflow.content.Datastore;
import io.clew.protocol.metaflow.facts.Contents;
import io.clew.protocol.metaflow.rows.Run;
import io.clew.store.blobs.PlacedFiles;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Takes records of runs and tasks; what artifacts hold is read before others have to wait. */
public final class FolderIntake implements RecordIntake {
    private static final String KIND = "metaflow";

    private final Committer committer;
    private final Datastore datastore;

    /**
     * Makes the intake.
     *
     * @param inPlace where a datastore in S3 may be read
     */
    public FolderIntake(Committer committer, PlacedFiles inPlace) {
        this.committer = committer;
        this.datastore = new Datastore(inPlace);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Outcome> take(Batch batch, Alongside alongside) {
        Map<byte[], Contents> contents = new IdentityHashMap<>();
        batch.records().forEach(record -> contents.put(record, contents(record)));
        return new OneByOne(
                        KIND,
                        committer,
                        (session, of, record) ->
                                session.commit(
                                        new Intent(
                                                of.workspace(),
                                                of.by(Run.SYSTEM),
                                                "harvest/" + KIND),
                                        commit ->
                                                FolderRecords.take(
                                                        commit,
                                                        object(record),
                                                        contents.getOrDefault(
                                                                record, Contents.NONE))))
                .take(batch, alongside);
    }

    private static Map<?, ?> object(byte[] json) {
        if (Json.read(json) instanceof Map<?, ?> record) {
            return record;
        }
        throw ClewException.invalid("record", "an object was expected");
    }

    private Contents contents(byte[] json) {
        try {
            return FolderArtifacts.contents(datastore, object(json));
        } catch (ClewException refused) {
            // It is refused again, and told, when it is to be written.
            return Contents.NONE;
        }
    }
}
