package io.clew.questions.resolve;

import io.clew.identity.Reference;
import io.clew.model.Clocks;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.List;
import java.util.Objects;

/**
 * Looks up what a reference may mean, at a question's clocks.
 *
 * @param workspaceId the one workspace that is looked in
 */
record Lookup(Db db, int workspaceId, Clocks clocks) {

    /** Returns the nodes that a reading names, the likeliest first; empty when there is none. */
    List<NodeRow> find(Reference reading) {
        return switch (reading) {
            case Reference.ModelAlias alias -> Models.byAlias(this, alias);
            case Reference.ModelStage stage -> Models.byStage(this, stage);
            case Reference.ModelLatest latest -> Models.latest(this, latest);
            case Reference.RunArtifact artifact -> RunFiles.find(this, artifact);
            case Reference.GitCommit commit -> Commits.find(this, commit);
            case Reference.Sha256 sha256 -> Files.find(this, sha256);
            case Reference.UrnRef named -> named(named);
            case Reference.ModelRef named -> named(named);
            case Reference.ModelVersion named -> named(named);
            case Reference.LoggedModelRef named -> named(named);
            case Reference.RunRef named -> named(named);
            case Reference.DatasetRef named -> named(named);
            case Reference.ColumnRef column -> Columns.find(this, column);
            case Reference.MetaflowPathspec named -> named(named);
            case Reference.Arn arn -> Arns.find(this, arn);
            case Reference.PredictionRef prediction -> List.of();
            case Reference.Unreadable unreadable -> List.of();
        };
    }

    List<NodeRow> named(Reference reference) {
        var found = NodeRows.findAll(db, workspaceId, reference.urns());
        return reference.urns().stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
