package io.clew.protocol.mlflow.loggedmodels;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.rows.ModelPlace;
import java.util.Map;

/** Says what calls about logged models mean for lineage; all dated by their receipt. */
final class LoggedModelFacts {
    private LoggedModelFacts() {}

    static void created(Commit commit, LoggedModel model) {
        created(commit, model, EventTime.received(commit.now()));
    }

    /** Says that it was made at a time that may be long past; so for all that follow. */
    static void created(Commit commit, LoggedModel model, EventTime now) {
        Urn urn = model.urn();
        commit.subject(urn);
        commit.declare(urn, Attributes.NAME, model.name(), now);
        commit.declare(urn, Attributes.STORAGE, model.artifactUri(), now);
        ModelPlace.of(commit, model.artifactUri(), urn, now);
        commit.declare(urn, Attributes.MODEL_STATUS, model.status().word(), now);
        if (!model.modelType().isEmpty()) {
            commit.declare(urn, Attributes.MODEL_TYPE, model.modelType(), now);
        }
        if (!model.sourceRunId().isEmpty()) {
            Urn run = MlflowUrns.run(model.sourceRunId());
            commit.declare(urn, EdgeKind.GENERATED_BY, run, now);
        }
    }

    static void params(Commit commit, Urn model, Map<String, String> params) {
        params(commit, model, params, EventTime.received(commit.now()));
    }

    static void params(Commit commit, Urn model, Map<String, String> params, EventTime now) {
        commit.subject(model);
        params.forEach((key, value) -> commit.declare(model, Attributes.PARAM + key, value, now));
    }

    static void tags(Commit commit, Urn model, Map<String, String> tags) {
        tags(commit, model, tags, EventTime.received(commit.now()));
    }

    static void tags(Commit commit, Urn model, Map<String, String> tags, EventTime now) {
        commit.subject(model);
        tags.forEach((key, value) -> commit.declare(model, Attributes.TAG + key, value, now));
    }

    /** Says where its files are now. */
    static void moved(Commit commit, Urn model, String artifactUri) {
        commit.subject(model);
        commit.declare(model, Attributes.STORAGE, artifactUri, EventTime.received(commit.now()));
    }

    static void tagDeleted(Commit commit, Urn model, String key) {
        commit.subject(model);
        commit.declare(model, Attributes.TAG + key, null, EventTime.received(commit.now()));
    }

    static void finalized(Commit commit, Urn model, LoggedModelStatus status) {
        finalized(commit, model, status, EventTime.received(commit.now()));
    }

    static void finalized(Commit commit, Urn model, LoggedModelStatus status, EventTime now) {
        commit.subject(model);
        commit.declare(model, Attributes.MODEL_STATUS, status.word(), now);
    }

    static void deleted(Commit commit, Urn model) {
        deleted(commit, model, true, EventTime.received(commit.now()));
    }

    static void deleted(Commit commit, Urn model, boolean deleted, EventTime now) {
        commit.subject(model);
        commit.declare(model, Attributes.DELETED, deleted ? true : null, now);
    }
}
