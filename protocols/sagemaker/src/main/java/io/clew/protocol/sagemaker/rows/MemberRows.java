package io.clew.protocol.sagemaker.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps which trial components are in which trials. */
public final class MemberRows {
    private static final int BATCH = 500;

    private MemberRows() {}

    /** Adds a component to a trial; one that is in it stays. */
    public static void add(Scope scope, String trial, String component) {
        scope.sql(
                        "INSERT INTO sm_member (workspace_id, trial_arn, component_arn) VALUES"
                                + " (:workspace, :trial, :component) ON CONFLICT DO NOTHING")
                .bind("trial", trial)
                .bind("component", component)
                .update();
    }

    /** Removes a component from a trial; says whether it was in it. */
    public static boolean remove(Scope scope, String trial, String component) {
        return scope.sql(
                                "DELETE FROM sm_member WHERE workspace_id = :workspace AND trial_arn ="
                                        + " :trial AND component_arn = :component")
                        .bind("trial", trial)
                        .bind("component", component)
                        .update()
                > 0;
    }

    /** Says whether a trial has components. */
    public static boolean hasComponents(Scope scope, String trial) {
        return scope.sql(
                        "SELECT 1 AS one FROM sm_member WHERE workspace_id = :workspace AND trial_arn"
                                + " = :trial LIMIT 1")
                .bind("trial", trial)
                .first(row -> row.integer("one"))
                .isPresent();
    }

    /** Returns the ARNs of the trials of components. */
    public static Map<String, List<String>> trials(Scope scope, Collection<String> components) {
        Map<String, List<String>> found = new HashMap<>();
        List<String> all = List.copyOf(components);
        for (int from = 0; from < all.size(); from += BATCH) {
            scope.sql(
                            "SELECT component_arn, trial_arn FROM sm_member WHERE workspace_id ="
                                    + " :workspace AND component_arn IN (:arns) ORDER BY trial_arn")
                    .bindAll("arns", all.subList(from, Math.min(all.size(), from + BATCH)))
                    .each(
                            row ->
                                    found.computeIfAbsent(
                                                    row.text("component_arn"),
                                                    arn -> new ArrayList<>())
                                            .add(row.text("trial_arn")));
        }
        return found;
    }
}
