package io.clew.protocol.mlflow.harvest;

import io.clew.commit.Commit;
import io.clew.commit.Committer;
import io.clew.commit.Intent;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import io.clew.identity.Segments;
import io.clew.intake.OneByOne;
import io.clew.intake.RecordIntake;
import io.clew.model.Asserter;
import io.clew.model.Workspace;
import io.clew.protocol.mlflow.artifacts.ArtifactPath;
import io.clew.protocol.mlflow.artifacts.ArtifactWrites;
import io.clew.protocol.mlflow.artifacts.CopiedFiles;
import io.clew.protocol.mlflow.artifacts.ToldFiles;
import io.clew.protocol.mlflow.experiments.ExperimentImport;
import io.clew.protocol.mlflow.inputs.InputImport;
import io.clew.protocol.mlflow.loggedmodels.LoggedModelImport;
import io.clew.protocol.mlflow.registry.RegistryImport;
import io.clew.protocol.mlflow.registry.VersionImport;
import io.clew.protocol.mlflow.runs.Run;
import io.clew.protocol.mlflow.runs.RunImport;
import io.clew.protocol.mlflow.wire.Acting;
import io.clew.protocol.mlflow.wire.Call;
import io.clew.store.blobs.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Takes the records of {@code clew harvest mlflow}: one audit entry each, by the original user
 * where the record names one; none when nothing differs.
 */
public final class MlflowRecords implements RecordIntake {
    private static final String OPERATION = "harvest/mlflow";

    private final RecordIntake records;
    private final ArtifactWrites writes;

    /**
     * Takes records.
     *
     * @param writes takes the files that are copied
     */
    public MlflowRecords(Committer committer, ArtifactWrites writes) {
        this.records = new OneByOne(Call.SYSTEM, committer, MlflowRecords::take);
        this.writes = writes;
    }

    @Override
    public String kind() {
        return records.kind();
    }

    @Override
    public List<Outcome> take(Batch batch, Alongside alongside) {
        return records.take(batch, alongside);
    }

    @Override
    public Blob file(Workspace workspace, String caller, String path, InputStream body)
            throws IOException {
        return writes.receive(
                new Copier(workspace, Asserter.claimed(Call.SYSTEM, caller)),
                ArtifactPath.parse(path),
                body);
    }

    /** Writes files as who harvests. */
    private record Copier(Workspace workspace, Asserter by) implements Acting {
        @Override
        public Intent intent(String operation) {
            return new Intent(workspace, by, operation);
        }
    }

    private static void take(Committer.Session session, Batch batch, byte[] record) {
        JsonObject fields = Json.readObject(record);
        boolean isOurs = batch.isKnown(record);
        String user = fields.optionalText("user").orElse("");
        Predicate<Commit> work = work(fields, isOurs);
        session.commit(
                new Intent(batch.workspace(), asserter(batch, user), OPERATION),
                commit -> {
                    if (work.test(commit)) {
                        commit.payloadDigest(sha256(record), record.length);
                    } else {
                        commit.abandon();
                    }
                    return user;
                });
    }

    private static byte[] sha256(byte[] record) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(record);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Asserter asserter(Batch batch, String user) {
        return user.isEmpty() || user.equals(RunImport.UNKNOWN_USER)
                ? batch.by(Call.SYSTEM)
                : Asserter.claimed(Call.SYSTEM, Segments.of(user));
    }

    /** Reads a record before its commit, and returns what it does: whether it changes anything. */
    private static Predicate<Commit> work(JsonObject fields, boolean isOurs) {
        String type = fields.nonEmptyText("type");
        return switch (type) {
            case "experiment" -> {
                ExperimentImport.Brought experiment = BroughtJson.experiment(fields);
                yield commit -> ExperimentImport.put(commit, experiment, isOurs);
            }
            case "run" -> run(BroughtJson.run(fields));
            case "points" -> {
                String run = fields.nonEmptyText("run");
                var points = BroughtJson.points(fields);
                yield commit ->
                        RunImport.addPoints(commit, RunImport.get(commit, run), points, false);
            }
            case "model" -> {
                BroughtJson.Model model = BroughtJson.model(fields);
                yield commit ->
                        LoggedModelImport.put(commit, model.model(), model.tags(), model.params());
            }
            case "registered" -> {
                RegistryImport.Brought model = BroughtJson.registered(fields);
                yield commit -> RegistryImport.put(commit, model, isOurs);
            }
            case "version" -> {
                VersionImport.Brought version = BroughtJson.version(fields);
                yield commit -> VersionImport.put(commit, version, isOurs);
            }
            case "aliases" -> {
                String name = fields.nonEmptyText("name");
                long created = fields.optionalInteger("created").orElse(0);
                var aliases = BroughtJson.numbers(fields, "aliases");
                yield commit -> RegistryImport.putAliases(commit, name, created, aliases);
            }
            case "files" -> {
                Map<String, Blob> files = BroughtJson.files(fields);
                yield commit -> {
                    CopiedFiles.require(commit, files);
                    return false;
                };
            }
            case "model-files" -> {
                ToldFiles.Brought told = BroughtJson.toldFiles(fields);
                yield commit -> ToldFiles.put(commit, told);
            }
            case "gone" -> gone(fields);
            default ->
                    throw fields.invalid(
                            "type",
                            "expected experiment, run, points, model, registered, version, aliases, files, model-files or gone");
        };
    }

    private static Predicate<Commit> run(BroughtJson.BroughtRun brought) {
        return commit -> {
            RunImport.Put put = RunImport.put(commit, brought.run());
            Run run = put.run();
            boolean changed = put.isChanged();
            changed |=
                    InputImport.put(
                            commit,
                            run,
                            brought.datasets(),
                            brought.modelInputs(),
                            brought.modelOutputs());
            changed |= RunImport.addPoints(commit, run, brought.points(), put.isNew());
            return changed;
        };
    }

    private static Predicate<Commit> gone(JsonObject fields) {
        String id = fields.nonEmptyText("id");
        return switch (fields.nonEmptyText("what")) {
            case "run" -> commit -> RunImport.gone(commit, id);
            case "model" -> commit -> LoggedModelImport.gone(commit, id);
            case "registered" -> commit -> RegistryImport.gone(commit, id);
            case "version" -> {
                long version = fields.integer("version");
                yield commit -> VersionImport.gone(commit, id, version);
            }
            default -> throw fields.invalid("what", "expected run, model, registered or version");
        };
    }
}
