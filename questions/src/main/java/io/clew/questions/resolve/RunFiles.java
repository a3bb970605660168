package io.clew.questions.resolve;

import io.clew.identity.Reference;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.Value;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import java.util.List;
import java.util.Optional;

/** Finds what a run has under a path: the model that it logged by that name, else the file. */
final class RunFiles {
    private RunFiles() {}

    static List<NodeRow> find(Lookup lookup, Reference.RunArtifact artifact) {
        List<NodeRow> models = loggedModels(lookup, artifact);
        if (!models.isEmpty()) {
            return models;
        }
        return NodeRows.findAll(lookup.db(), lookup.workspaceId(), artifact.urns())
                .values()
                .stream()
                .toList();
    }

    private static List<NodeRow> loggedModels(Lookup lookup, Reference.RunArtifact artifact) {
        Optional<NodeRow> run =
                NodeRows.find(lookup.db(), lookup.workspaceId(), MlflowUrns.run(artifact.runId()));
        if (run.isEmpty()) {
            return List.of();
        }
        List<Integer> made =
                Links.to(
                                lookup.db(),
                                List.of(run.get().id()),
                                lookup.clocks(),
                                EdgeKind.GENERATED_BY)
                        .stream()
                        .filter(link -> link.edge().from().kind() == NodeKind.LOGGED_MODEL)
                        .map(Link::from)
                        .toList();
        var values = AttributeValues.of(lookup.db(), made, lookup.clocks());
        List<Integer> named =
                made.stream()
                        .filter(
                                id -> {
                                    var its = values.get(id);
                                    Value name = its == null ? null : its.get(Attributes.NAME);
                                    return name != null && name.value().equals(artifact.path());
                                })
                        .toList();
        return List.copyOf(NodeRows.byId(lookup.db(), lookup.workspaceId(), named).values());
    }
}
