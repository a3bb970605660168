package io.clew.protocol.sagemaker.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the tags of what has an ARN. */
public final class TagRows {
    private TagRows() {}

    /** Returns the tags of an entity, by key. */
    public static Map<String, String> of(Scope scope, String arn) {
        Map<String, String> tags = new LinkedHashMap<>();
        scope.sql(
                        "SELECT key, value FROM sm_tag WHERE workspace_id = :workspace AND arn = :arn"
                                + " ORDER BY key")
                .bind("arn", arn)
                .each(row -> tags.put(row.text("key"), row.text("value")));
        return tags;
    }

    /** Sets tags; others stay. */
    public static void put(Scope scope, String arn, Map<String, String> tags) {
        tags.forEach(
                (key, value) ->
                        scope.sql(
                                        "INSERT INTO sm_tag (workspace_id, arn, key, value) VALUES"
                                                + " (:workspace, :arn, :key, :value) ON CONFLICT"
                                                + " (workspace_id, arn, key) DO UPDATE SET value ="
                                                + " excluded.value")
                                .bind("arn", arn)
                                .bind("key", key)
                                .bind("value", value)
                                .update());
    }

    /** Removes tags; those that are not there are no matter. */
    public static void delete(Scope scope, String arn, List<String> keys) {
        keys.forEach(
                key ->
                        scope.sql(
                                        "DELETE FROM sm_tag WHERE workspace_id = :workspace AND arn ="
                                                + " :arn AND key = :key")
                                .bind("arn", arn)
                                .bind("key", key)
                                .update());
    }

    /** Removes all tags of what is deleted. */
    public static void deleteAll(Scope scope, String arn) {
        scope.sql("DELETE FROM sm_tag WHERE workspace_id = :workspace AND arn = :arn")
                .bind("arn", arn)
                .update();
    }
}
