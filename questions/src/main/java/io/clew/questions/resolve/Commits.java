package io.clew.questions.resolve;

import io.clew.identity.Reference;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import java.util.List;
import java.util.regex.Pattern;

/** Finds code by a commit's id or its beginning. */
final class Commits {

    /** A commit, and the digest of the patch on it when the code was dirty. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}(?:-dirty-.*)?");

    private Commits() {}

    /**
     * Finds the code whose commit begins so. A commit given in full means the clean code, where
     * there is such.
     */
    static List<NodeRow> find(Lookup lookup, Reference.GitCommit commit) {
        List<NodeRow> all =
                lookup
                        .db()
                        .sql(
                                "SELECT id, urn, position FROM node WHERE workspace_id = :workspace"
                                        + " AND kind = 'code' AND urn LIKE :ending ORDER BY id")
                        .bind("workspace", lookup.workspaceId())
                        .bind("ending", "%/" + commit.prefix() + "%")
                        .list(NodeRows::row)
                        .stream()
                        .filter(node -> isCommit(node, commit.prefix()))
                        .toList();
        List<NodeRow> exact =
                all.stream().filter(node -> node.urn().last().equals(commit.prefix())).toList();
        return exact.isEmpty() ? all : exact;
    }

    private static boolean isCommit(NodeRow node, String prefix) {
        String last = node.urn().last();
        return last.startsWith(prefix) && COMMIT.matcher(last).matches();
    }
}
