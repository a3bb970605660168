package io.clew.protocol.mlflow.loggedmodels;

import io.clew.commit.Commit;
import io.clew.http.Response;
import io.clew.protocol.mlflow.rows.Scope;

/** Makes the writes about logged models that other features join with their own. */
public final class LoggedModelWrites {
    private LoggedModelWrites() {}

    /**
     * Sets the status of a logged model and answers with it.
     *
     * @throws io.clew.model.ClewException NOT_FOUND when there is no such logged model
     */
    public static Response setStatus(Commit commit, String modelId, LoggedModelStatus status) {
        Scope scope = Scope.of(commit);
        LoggedModel model = LoggedModelRows.require(scope, modelId);
        LoggedModelRows.setStatus(scope, modelId, status, commit.now().toEpochMilli());
        LoggedModelFacts.finalized(commit, model.urn(), status);
        return LoggedModelJson.answer(scope, LoggedModelRows.require(scope, modelId));
    }
}
