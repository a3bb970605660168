package io.clew.harvest.mlflow;

import io.clew.harvest.Flag;
import io.clew.harvest.Given;
import io.clew.harvest.Source;
import io.clew.harvest.SourceKind;
import io.clew.model.ClewException;
import io.clew.model.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Declares {@code clew harvest mlflow URL|DATABASE|FOLDER}. */
public final class MlflowKind implements SourceKind {

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
                "Nothing in it is changed; artifacts are left where they are.");
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
        return new MlflowSource(
                store(given, where, isGiven), new Cleaning(given.optional(ROOT).orElse("")));
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
