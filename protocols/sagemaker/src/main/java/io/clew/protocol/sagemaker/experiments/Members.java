package io.clew.protocol.sagemaker.experiments;

import io.clew.commit.Commit;
import io.clew.protocol.sagemaker.facts.MembershipFacts;
import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.MemberRows;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Feature;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Operation;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Puts trial components into trials, and takes them out. */
public final class Members implements Feature {
    private final SageMakerStore store;

    public Members(SageMakerStore store) {
        this.store = store;
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("AssociateTrialComponent", call -> both(call, Members::add));
        operations.accept("DisassociateTrialComponent", call -> both(call, Members::remove));
    }

    /** Changes whether a component is in a trial. */
    @FunctionalInterface
    private interface Change {
        void make(Commit commit, Entity trial, Entity component);
    }

    private Map<String, @Nullable Object> both(Call call, Change change) {
        return store.write(
                call,
                commit -> {
                    Entity trial = named(commit, call, EntityKind.TRIAL);
                    Entity component = named(commit, call, EntityKind.COMPONENT);
                    change.make(commit, trial, component);
                    return Fields.of()
                            .put("TrialComponentArn", component.arn().toString())
                            .put("TrialArn", trial.arn().toString())
                            .map();
                });
    }

    private static Entity named(Commit commit, Call call, EntityKind kind) {
        return Entities.find(Scope.of(commit), call, kind, call.text(kind.nameField()));
    }

    private static void add(Commit commit, Entity trial, Entity component) {
        MemberRows.add(Scope.of(commit), trial.arn().toString(), component.arn().toString());
        MembershipFacts.isIn(commit, component, trial);
    }

    private static void remove(Commit commit, Entity trial, Entity component) {
        if (!MemberRows.remove(
                Scope.of(commit), trial.arn().toString(), component.arn().toString())) {
            throw Refusal.notFound(
                    "Trial component '%s' is not in trial '%s'."
                            .formatted(component.name(), trial.name()));
        }
        MembershipFacts.isNoLongerIn(commit, component, trial);
    }
}
