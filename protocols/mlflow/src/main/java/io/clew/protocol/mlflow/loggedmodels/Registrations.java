package io.clew.protocol.mlflow.loggedmodels;

import io.clew.commit.Commit;
import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.protocol.mlflow.rows.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tag by which a logged model tells what it was registered as.
 *
 * <p>Its value is a JSON list of {@code {"name", "version"}} with Python's spaces, which clients
 * compare as text.
 */
public final class Registrations {
    static final String TAG = "mlflow.modelVersions";

    private Registrations() {}

    /**
     * Adds a version of a registered model to the tag of a logged model.
     *
     * @throws ClewException NOT_FOUND when there is no such logged model
     */
    public static void add(Commit commit, String modelId, String name, long version) {
        Scope scope = Scope.of(commit);
        LoggedModel model = LoggedModelRows.require(scope, modelId);
        Map<String, @Nullable Object> added = new LinkedHashMap<>();
        added.put("name", name);
        added.put("version", version);
        List<Object> known = known(LoggedModelRows.tags(scope, modelId).get(TAG));
        List<Object> all = new ArrayList<>(known);
        if (!all.contains(added)) {
            all.add(added);
        }
        String value =
                all.stream().map(Registrations::text).collect(Collectors.joining(", ", "[", "]"));
        LoggedModelRows.putTag(scope, modelId, TAG, value);
        LoggedModelFacts.tags(commit, model.urn(), Map.of(TAG, value));
    }

    private static List<Object> known(@Nullable String value) {
        if (value == null) {
            return List.of();
        }
        try {
            return Json.read(value.getBytes(StandardCharsets.UTF_8)) instanceof List<?> list
                    ? List.copyOf(list)
                    : List.of();
        } catch (ClewException notJson) {
            // A client wrote something else there; what the registry knows takes its place.
            return List.of();
        }
    }

    private static String text(Object element) {
        return element instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> json(entry.getKey()) + ": " + json(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"))
                : json(element);
    }

    private static String json(@Nullable Object value) {
        return Json.mapper().writeValueAsString(value);
    }
}
