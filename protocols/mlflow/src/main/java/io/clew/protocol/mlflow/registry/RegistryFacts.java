package io.clew.protocol.mlflow.registry;

import io.clew.commit.Commit;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Asserter;
import io.clew.model.Assertion;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.Inference;
import io.clew.model.Urn;
import io.clew.protocol.mlflow.rows.ModelPlace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what calls of the registry mean for lineage; all dated by their receipt, by the caller.
 *
 * <p>Aliases, stages, tags, descriptions and deletion are dated attributes, so that what was in
 * production at some time stays answerable.
 */
final class RegistryFacts {
    /** Rule that a registered model and its versions stay themselves under another name. */
    static final String RENAME_RULE = "registry-rename";

    private final Commit commit;
    private final EventTime now;

    RegistryFacts(Commit commit) {
        this(commit, EventTime.received(commit.now()));
    }

    /** Says what happened at a time that may be long past. */
    RegistryFacts(Commit commit, EventTime at) {
        this.commit = commit;
        this.now = at;
    }

    void modelCreated(RegisteredModel model, Map<String, String> tags) {
        commit.subject(model.urn());
        set(model.urn(), Attributes.NAME, model.name());
        setUnlessEmpty(model.urn(), Attributes.DESCRIPTION, model.description());
        tags.forEach((key, value) -> set(model.urn(), Attributes.TAG + key, value));
    }

    /** Ends what was said of another model that had the name before. */
    void nameTakenAnew(Urn model, Map<String, String> tagsBefore, @Nullable String renamedTo) {
        set(model, Attributes.DELETED, null);
        set(model, Attributes.DESCRIPTION, null);
        tagsBefore.keySet().forEach(key -> set(model, Attributes.TAG + key, null));
        if (renamedTo != null) {
            commit.add(
                    new Fact.EdgeRetraction(
                            MlflowUrns.model(renamedTo),
                            EdgeKind.SAME_AS,
                            model,
                            now,
                            Asserter.CLEW,
                            commit.now(),
                            "another model has taken the name"));
        }
    }

    /** Moves what can change to the nodes of the new name, and says that they are the same. */
    void modelRenamed(RegisteredModel before, RegisteredModel after, Map<String, String> tags) {
        commit.subject(after.urn());
        commit.subject(before.urn());
        set(after.urn(), Attributes.NAME, after.name());
        set(after.urn(), Attributes.DELETED, null);
        move(before.urn(), after.urn(), Attributes.DESCRIPTION, before.description());
        tags.forEach((key, value) -> move(before.urn(), after.urn(), Attributes.TAG + key, value));
        renamed(before.urn(), after.urn(), before.name(), after.name());
    }

    void versionRenamed(VersionView view, RegisteredModel after) {
        ModelVersion version = view.version();
        Urn from = version.urn();
        Urn to = MlflowUrns.modelVersion(after.name(), version.version());
        described(to, version);
        move(from, to, Attributes.STAGE, version.stage().wireName());
        move(from, to, Attributes.DESCRIPTION, version.description());
        view.extras().tags().forEach((key, value) -> move(from, to, Attributes.TAG + key, value));
        view.extras().aliases().forEach(alias -> aliasMoved(alias, from, to));
        commit.declare(to, EdgeKind.VERSION_OF, after.urn(), now);
        renamed(from, to, version.name(), after.name());
    }

    void modelDeleted(RegisteredModel model) {
        commit.subject(model.urn());
        set(model.urn(), Attributes.DELETED, true);
    }

    void versionCreated(ModelVersion version, Map<String, String> tags, VersionOrigin origin) {
        Urn urn = version.urn();
        commit.subject(urn);
        described(urn, version);
        set(urn, Attributes.STAGE, version.stage().wireName());
        setUnlessEmpty(urn, Attributes.DESCRIPTION, version.description());
        tags.forEach((key, value) -> set(urn, Attributes.TAG + key, value));
        commit.declare(urn, EdgeKind.VERSION_OF, MlflowUrns.model(version.name()), now);
        origin.facts(urn, commit.by(), now).forEach(commit::add);
        ModelPlace.of(commit, version.storage(), urn, now);
    }

    void versionDeleted(ModelVersion version, List<String> aliases) {
        commit.subject(version.urn());
        aliases.forEach(alias -> set(version.urn(), Attributes.ALIAS + alias, null));
        set(version.urn(), Attributes.DELETED, true);
    }

    /** Ends the alias at one version and begins it at another, in one write. */
    void aliasMoved(String alias, @Nullable Urn from, @Nullable Urn to) {
        if (from != null && !from.equals(to)) {
            commit.subject(from);
            set(from, Attributes.ALIAS + alias, null);
        }
        if (to != null) {
            commit.subject(to);
            set(to, Attributes.ALIAS + alias, true);
        }
    }

    void stage(ModelVersion version, Stage stage) {
        commit.subject(version.urn());
        set(version.urn(), Attributes.STAGE, stage.wireName());
    }

    void description(Urn urn, String description) {
        commit.subject(urn);
        set(urn, Attributes.DESCRIPTION, description.isEmpty() ? null : description);
    }

    void storage(Urn urn, String storage) {
        commit.subject(urn);
        set(urn, Attributes.STORAGE, storage);
    }

    void tag(Urn urn, String key, @Nullable String value) {
        commit.subject(urn);
        set(urn, Attributes.TAG + key, value);
    }

    private void described(Urn urn, ModelVersion version) {
        set(urn, Attributes.VERSION, Long.toString(version.version()));
        setUnlessEmpty(urn, Attributes.SOURCE, version.source());
        setUnlessEmpty(urn, Attributes.STORAGE, version.storage());
    }

    private void renamed(Urn before, Urn after, String nameBefore, String nameAfter) {
        commit.add(
                new Fact.EdgeFact(
                        after,
                        EdgeKind.SAME_AS,
                        before,
                        Assertion.INFERRED,
                        now,
                        Asserter.CLEW,
                        Map.of(),
                        new Inference(
                                RENAME_RULE, List.of("from=" + nameBefore, "to=" + nameAfter))));
    }

    private void move(Urn before, Urn after, String key, String value) {
        if (!value.isEmpty()) {
            set(before, key, null);
            set(after, key, value);
        }
    }

    private void setUnlessEmpty(Urn urn, String key, String value) {
        if (!value.isEmpty()) {
            set(urn, key, value);
        }
    }

    private void set(Urn urn, String key, @Nullable Object value) {
        commit.declare(urn, key, value, now);
    }
}
