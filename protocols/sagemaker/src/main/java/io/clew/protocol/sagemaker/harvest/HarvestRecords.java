package io.clew.protocol.sagemaker.harvest;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.intake.OneByOne;
import io.clew.intake.RecordIntake;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.protocol.sagemaker.record.Recorder;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Masking;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.Map;

/**
 * Takes the records of {@code clew harvest sagemaker}: each is an operation, where it was called,
 * and the fields of its answer.
 */
public final class HarvestRecords {
    private HarvestRecords() {}

    /** Makes the intake. */
    public static RecordIntake of(Committer committer) {
        return new OneByOne(
                Call.SYSTEM,
                committer,
                (session, batch, record) ->
                        session.commit(
                                new Intent(
                                        batch.workspace(),
                                        batch.by(Call.SYSTEM),
                                        "harvest/sagemaker"),
                                commit -> take(commit, batch.workspace(), record)));
    }

    private static boolean take(Commit commit, Workspace workspace, byte[] record) {
        JsonObject json = Json.readObject(record);
        String region = json.text("region");
        String account = json.text("account");
        if (!region.matches("[a-z0-9-]{1,32}") || !account.matches("[0-9]{12}")) {
            throw ClewException.invalid(
                    "region", "A record has a region and twelve digits of account");
        }
        Call call =
                new Call(
                        workspace,
                        json.text("operation"),
                        region,
                        account,
                        Masking.of(json.object("fields").asMap()));
        try {
            commit.payload(call.payload());
            if (!Described.keep(commit, call)) {
                Recorder.record(commit, call, Map.of());
            }
        } catch (Refusal refusal) {
            throw ClewException.invalid("fields", refusal.text());
        }
        return true;
    }
}
