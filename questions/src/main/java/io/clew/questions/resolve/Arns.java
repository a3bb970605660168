package io.clew.questions.resolve;

import io.clew.commit.Terms;
import io.clew.identity.Reference;
import io.clew.identity.sagemaker.SageMakerUrns;
import io.clew.model.Attributes;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import java.util.List;
import java.util.Objects;

/** Finds what an ARN names: by the name that it holds, else by the attribute that tells it. */
final class Arns {
    private Arns() {}

    static List<NodeRow> find(Lookup lookup, Reference.Arn reference) {
        var named = SageMakerUrns.ofArn(reference.arn()).stream().toList();
        var found = NodeRows.findAll(lookup.db(), lookup.workspaceId(), named);
        List<NodeRow> byName = named.stream().map(found::get).filter(Objects::nonNull).toList();
        return byName.isEmpty() ? told(lookup, reference.arn()) : byName;
    }

    private static List<NodeRow> told(Lookup lookup, String arn) {
        return lookup.db()
                .sql(
                        "SELECT DISTINCT n.id, n.urn, n.position FROM term t JOIN node n ON n.id ="
                                + " t.node_id WHERE t.workspace_id = :workspace AND t.name = :key"
                                + " AND t.term = :term ORDER BY n.id")
                .bind("workspace", lookup.workspaceId())
                .bind("key", Attributes.ARN)
                .bind("term", Terms.term(arn))
                .list(NodeRows::row);
    }
}
