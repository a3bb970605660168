package io.clew.protocol.mlflow.datasets;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.http.json.Json;
import io.clew.identity.mlflow.MlflowDataset;
import io.clew.identity.mlflow.MlflowDatasets;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in the graph what datasets and their versions are. */
public final class DatasetFacts {
    /**
     * Longest profile that becomes an attribute: the rest of MLflow's 16 MB stays in its own row,
     * and the attribute says so.
     */
    private static final int PROFILE_LENGTH_MAX = 65_536;

    private DatasetFacts() {}

    /**
     * Reads what a client means by a dataset.
     *
     * @param experiment the name that the experiment's node has
     */
    public static MlflowDataset identify(Dataset dataset, String experiment) {
        return MlflowDatasets.of(
                dataset.sourceType(),
                source(dataset.source()),
                experiment,
                dataset.name(),
                dataset.digest());
    }

    /** Describes a dataset, its version and what is known of its content; returns what was used. */
    public static Urn describe(
            Commit commit, MlflowDataset identity, Dataset dataset, EventTime at) {
        Urn used = describe(commit, identity, at);
        if (identity.version().isPresent()) {
            Once.declare(commit, used, Attributes.NAME, dataset.name(), at);
            Once.declare(commit, used, Attributes.DIGEST, dataset.digest(), at);
            List<Map<String, Object>> columns = SchemaReader.columns(dataset.schema());
            if (!columns.isEmpty()) {
                Once.declare(commit, used, Attributes.SCHEMA, columns, at);
            }
            Object profile = profile(dataset.profile());
            if (profile != null) {
                Once.declare(commit, used, Attributes.PROFILE, profile, at);
            }
        }
        return used;
    }

    /**
     * Describes a dataset and its version by their names alone.
     *
     * @return the version, or the dataset when no version is told
     */
    public static Urn describe(Commit commit, MlflowDataset identity, EventTime at) {
        Urn dataset = identity.urn();
        Once.declare(commit, dataset, Attributes.NAME, identity.name().text(), at);
        identity.source()
                .ifPresent(text -> Once.declare(commit, dataset, Attributes.SOURCE, text, at));
        if (identity.weakName()) {
            Once.declare(commit, dataset, Attributes.WEAK_NAME, true, at);
        }
        identity.version()
                .ifPresent(
                        version -> {
                            Once.declare(commit, version, EdgeKind.VERSION_OF, dataset, at);
                            Once.declare(
                                    commit,
                                    version,
                                    Attributes.DIGEST_STRENGTH,
                                    identity.weakVersion() ? "weak" : "strong",
                                    at);
                            identity.source()
                                    .ifPresent(
                                            text ->
                                                    Once.declare(
                                                            commit,
                                                            version,
                                                            Attributes.SOURCE,
                                                            text,
                                                            at));
                        });
        return identity.version().orElse(dataset);
    }

    /** Returns what the edge of a use says: its context, and which part of the dataset was read. */
    public static Map<String, Object> use(MlflowDataset identity, @Nullable String context) {
        Map<String, Object> attributes = new HashMap<>(identity.part());
        if (context != null && !context.isEmpty()) {
            attributes.put(Attributes.CONTEXT, context);
        }
        return attributes;
    }

    /** Reads a source; a text that is no JSON object may be an address itself. */
    private static Map<String, ?> source(String text) {
        return json(text) instanceof Map<?, ?> members ? textKeys(members) : Map.of("uri", text);
    }

    private static Map<String, @Nullable Object> textKeys(Map<?, ?> members) {
        Map<String, @Nullable Object> source = new HashMap<>();
        members.forEach((key, value) -> source.put(String.valueOf(key), value));
        return source;
    }

    private static @Nullable Object profile(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.length() > PROFILE_LENGTH_MAX) {
            return "a profile of " + text.length() + " characters, kept with the run's inputs";
        }
        Object value = json(text);
        return value instanceof Map<?, ?> members && !members.isEmpty() ? members : text;
    }

    static @Nullable Object json(String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (ClewException notJson) {
            return null;
        }
    }
}
