package io.clew.protocol.sagemaker.experiments;

import io.clew.commit.Commit;
import io.clew.protocol.sagemaker.facts.MembershipFacts;
import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.lineage.NamedEntities;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.Listing;
import io.clew.protocol.sagemaker.rows.MemberRows;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations on trials, each of which is in an experiment. */
public final class Trials extends NamedEntities {

    public Trials(SageMakerStore store) {
        super(store, EntityKind.TRIAL);
    }

    @Override
    protected Entity draft(Scope scope, Call call) {
        Entity experiment =
                Entities.find(scope, call, EntityKind.EXPERIMENT, call.text("ExperimentName"));
        Map<String, @Nullable Object> document = call.given("DisplayName", "MetadataProperties");
        document.put("ExperimentName", experiment.name());
        return named(call, "", "", document).within(experiment.arn());
    }

    @Override
    protected void created(Commit commit, Entity trial) {
        EntityRows.find(Scope.of(commit), trial.parent())
                .ifPresent(experiment -> MembershipFacts.isIn(commit, trial, experiment));
    }

    @Override
    protected Map<String, @Nullable Object> updated(Entity before, Call call) {
        return changed(before.document(), call, "DisplayName");
    }

    @Override
    protected void checkDeletable(Scope scope, Entity trial) {
        if (MemberRows.hasComponents(scope, trial.arn().toString())) {
            throw Refusal.invalid(
                    "Trial '%s' cannot be deleted while it has trial components: disassociate them first."
                            .formatted(trial.name()));
        }
    }

    @Override
    protected Fields described(Scope scope, Entity trial) {
        return DisplayNames.described(trial);
    }

    @Override
    protected Listing listing(Scope scope, Call call) {
        Listing listing = new Listing(call, kind);
        String experiment = call.textOrNull("ExperimentName");
        if (experiment != null) {
            listing.and(
                    "parent = :parent",
                    "parent",
                    Entities.find(scope, call, EntityKind.EXPERIMENT, experiment).arn().toString());
        }
        String component = call.textOrNull("TrialComponentName");
        if (component != null) {
            listing.and(
                    "arn IN (SELECT trial_arn FROM sm_member WHERE workspace_id ="
                            + " :workspace AND component_arn = :component)",
                    "component",
                    Entities.find(scope, call, EntityKind.COMPONENT, component).arn().toString());
        }
        return listing;
    }

    @Override
    protected Fields summary(Fields fields, Entity trial) {
        return DisplayNames.put(fields, trial).put("TrialSource", trial.document().get("Source"));
    }
}
