package io.clew.protocol.metaflow.rows;

import io.clew.model.Urn;
import java.util.List;
import java.util.Optional;

/** Keeps which tasks a task follows, and what graph a run's flow declares. */
public final class ParentRows {
    private ParentRows() {}

    /** Returns the nodes of the tasks that a task follows. */
    public static List<Integer> of(Scope scope, int taskNode) {
        return scope.db()
                .sql("SELECT parent_node FROM metaflow_parent WHERE task_node = :node")
                .bind("node", taskNode)
                .list(row -> (int) row.integer("parent_node"));
    }

    /** Adds what a task follows; what is there already stays. */
    public static void add(Scope scope, int taskNode, int parentNode) {
        scope.db()
                .sql(
                        "INSERT INTO metaflow_parent (task_node, parent_node) VALUES (:node,"
                                + " :parent) ON CONFLICT (task_node, parent_node) DO NOTHING")
                .bind("node", taskNode)
                .bind("parent", parentNode)
                .update();
    }

    /** Says whether some task follows a task. */
    public static boolean hasChild(Scope scope, int parentNode) {
        return scope.db()
                .sql("SELECT 1 AS one FROM metaflow_parent WHERE parent_node = :node LIMIT 1")
                .bind("node", parentNode)
                .first(row -> row.integer("one"))
                .isPresent();
    }

    /** Returns the name of a node in the graph. */
    public static Urn urn(Scope scope, int node) {
        return scope.sql("SELECT urn FROM node WHERE workspace_id = :workspace AND id = :node")
                .bind("node", node)
                .first(row -> Urn.parse(row.text("urn")).orElseThrow())
                .orElseThrow();
    }

    /** Returns the graph of a run's flow as it was noted; empty while it is not known. */
    public static Optional<String> graph(Scope scope, int runNode) {
        return scope.sql(
                        "SELECT graph FROM metaflow_run WHERE workspace_id = :workspace AND node_id"
                                + " = :node AND graph IS NOT NULL")
                .bind("node", runNode)
                .first(row -> row.text("graph"));
    }

    /** Notes the graph of a run's flow. */
    public static void graph(Scope scope, int runNode, String graph, String endStep) {
        scope.sql(
                        "UPDATE metaflow_run SET graph = :graph, end_step = :end WHERE workspace_id"
                                + " = :workspace AND node_id = :node")
                .bind("node", runNode)
                .bind("graph", graph)
                .bind("end", endStep)
                .update();
    }

    /**
     * Returns the node of an artifact's first producer's artifact, where one of the tasks that a
     * task follows registered it under the same name with the same content.
     */
    public static Optional<Integer> product(
            Scope scope, int runNode, int taskNode, String name, String sha) {
        return scope.db()
                .sql(
                        "SELECT a.product_node FROM metaflow_artifact a WHERE a.run_node = :run AND"
                                + " a.sha = :sha AND a.name = :name AND a.product_node > 0 AND"
                                + " EXISTS (SELECT 1 FROM metaflow_parent p WHERE p.task_node ="
                                + " :node AND p.parent_node = a.task_node) LIMIT 1")
                .bind("run", runNode)
                .bind("node", taskNode)
                .bind("name", name)
                .bind("sha", sha)
                .first(row -> (int) row.integer("product_node"));
    }

    /** Returns the product of one task's artifact by its name and content. */
    public static Optional<Integer> productOf(Scope scope, int taskNode, String name, String sha) {
        return scope.db()
                .sql(
                        "SELECT product_node FROM metaflow_artifact WHERE task_node = :node AND"
                                + " name = :name AND sha = :sha AND product_node > 0 LIMIT 1")
                .bind("node", taskNode)
                .bind("name", name)
                .bind("sha", sha)
                .first(row -> (int) row.integer("product_node"));
    }

    /** Returns the tasks of other runs that a task follows: the origin of a clone. */
    public static List<Integer> ofOtherRuns(Scope scope, int taskNode, int runNode) {
        return scope.db()
                .sql(
                        "SELECT p.parent_node FROM metaflow_parent p JOIN metaflow_task t ON"
                                + " t.node_id = p.parent_node WHERE p.task_node = :node AND"
                                + " t.run_node <> :run")
                .bind("node", taskNode)
                .bind("run", runNode)
                .list(row -> (int) row.integer("parent_node"));
    }

    /** Returns the first artifact with some content in another flow. */
    public static Optional<Integer> elsewhere(Scope scope, String sha, String flowId) {
        return scope.sql(
                        "SELECT product_node FROM metaflow_content WHERE workspace_id = :workspace"
                                + " AND sha = :sha AND flow_id <> :flow ORDER BY ts_ms LIMIT 1")
                .bind("sha", sha)
                .bind("flow", flowId)
                .first(row -> (int) row.integer("product_node"));
    }

    /** Notes the artifact with some content; the first of a flow stays. */
    public static void addContent(
            Scope scope, String sha, String flowId, int productNode, long tsMillis) {
        scope.sql(
                        "INSERT INTO metaflow_content (workspace_id, sha, flow_id, product_node,"
                                + " ts_ms) VALUES (:workspace, :sha, :flow, :node, :ts) ON"
                                + " CONFLICT (workspace_id, sha, flow_id) DO NOTHING")
                .bind("sha", sha)
                .bind("flow", flowId)
                .bind("node", productNode)
                .bind("ts", tsMillis)
                .update();
    }
}
