package io.clew.harvest.mlflow;

import io.clew.harvest.Flag;
import io.clew.harvest.Given;
import io.clew.harvest.Source;
import io.clew.harvest.SourceKind;
import io.clew.harvest.mlflow.files.FolderFiles;
import io.clew.harvest.mlflow.files.OldFiles;
import io.clew.harvest.mlflow.files.Places;
import io.clew.harvest.mlflow.s3.S3OldFiles;
import io.clew.model.ClewException;
import io.clew.model.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Declares {@code clew harvest mlflow URL|DATABASE|FOLDER}. */
public final class MlflowKind implements SourceKind {

    private static final String ARTIFACTS = "--artifacts";
    private static final String COPY = "copy";
    private static final String IN_PLACE = "in-place";
    private static final String ROOT = "--artifacts-destination";

    /** The variable by which an MLflow server is told its database. */
    private static final String STORE_VARIABLE = "MLFLOW_BACKEND_STORE_URI";

    @Override
    public String name() {
        return "mlflow";
    }

    @Override
    public List<String> summary() {
        return List.of(
                "Brings what an MLflow has: experiments, runs, metrics, models, the registry, with"
                        + " their ids and times.",
                "Nothing in it is changed; artifacts are left where they are, or copied.");
    }

    @Override
    public Optional<Flag> where() {
        return Optional.of(
                Flag.of(
                        "WHERE",
                        "WHERE",
                        "Its database (sqlite:///mlflow.db, postgresql://user@host/db), its mlruns"
                                + " folder, or its address (http://mlflow:5000). Default: the"
                                + " database that MLFLOW_BACKEND_STORE_URI names."));
    }

    @Override
    public List<Flag> flags() {
        return List.of(
                Flag.of(
                        DatabaseAddress.PASSWORD_FILE,
                        "FILE",
                        "Holds the password of the database; else PGPASSWORD or ~/.pgpass."),
                new Flag(
                        ARTIFACTS,
                        "WHAT",
                        "'copy' brings the files of runs and models too; 'in-place' leaves them"
                                + " where they are.",
                        IN_PLACE),
                Flag.of(
                        ROOT,
                        "URI",
                        "Where the files behind the old server's artifact proxy are: what it was"
                                + " started with."));
    }

    @Override
    public Source open(Given given) {
        boolean isGiven = !given.where().isEmpty();
        String where =
                isGiven
                        ? given.where()
                        : given.environment(STORE_VARIABLE)
                                .orElseThrow(
                                        () ->
                                                ClewException.invalid(
                                                        "WHERE",
                                                        "which MLflow? Expected a database, a folder or an address"));
        boolean isCopied = isCopied(given);
        OldStore store = store(given, where, isGiven);
        return new MlflowSource(
                store,
                new Cleaning(given.optional(ROOT).orElse("")),
                isCopied ? new Copying(files(store)) : new Telling(files(store)));
    }

    private static boolean isCopied(Given given) {
        String what = given.optional(ARTIFACTS).orElse(IN_PLACE);
        if (!what.equals(COPY) && !what.equals(IN_PLACE)) {
            throw ClewException.invalid(
                    ARTIFACTS, "%s takes '%s' or '%s'".formatted(ARTIFACTS, COPY, IN_PLACE));
        }
        return what.equals(COPY);
    }

    /** An old server reads its files itself, wherever they are. */
    private static OldFiles files(OldStore store) {
        return store instanceof RestStore server
                ? server.files()
                : new Places(List.of(new FolderFiles(), new S3OldFiles()));
    }

    private static OldStore store(Given given, String where, boolean isGiven) {
        String scheme = where.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("http://") || scheme.startsWith("https://")) {
            return new RestStore(RestCalls.of(where, given));
        }
        if (DatabaseAddress.isOne(scheme)) {
            return SqlStore.open(DatabaseAddress.of(where, given, !isGiven));
        }
        Path path =
                Path.of(where.startsWith("file:") ? where.replaceFirst("^file:(//)?", "") : where);
        if (Files.isDirectory(path)) {
            return new FileStore(path.toAbsolutePath().normalize());
        }
        if (Files.isRegularFile(path)) {
            return SqlStore.open(DatabaseAddress.ofFile(path));
        }
        throw ClewException.invalid(
                "WHERE",
                "%s is no MLflow: expected sqlite:///FILE, postgresql://user@host/db, an mlruns folder or http://host:port"
                        .formatted(Secrets.redact(where)));
    }
}
