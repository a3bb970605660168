package io.clew.protocol.sagemaker.experiments;

import io.clew.protocol.sagemaker.facts.MembershipFacts;
import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.lineage.Tags;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.Listing;
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

/** Answers the operations on trials, and on which components are in them. */
public final class Trials implements Feature {
    private static final EntityKind KIND = EntityKind.TRIAL;

    private final SageMakerStore store;

    public Trials(SageMakerStore store) {
        this.store = store;
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("CreateTrial", this::create);
        operations.accept("DescribeTrial", this::describe);
        operations.accept("UpdateTrial", this::update);
        operations.accept("DeleteTrial", this::delete);
        operations.accept("ListTrials", this::list);
        operations.accept("AssociateTrialComponent", this::associate);
        operations.accept("DisassociateTrialComponent", this::disassociate);
    }

    private Map<String, @Nullable Object> create(Call call) {
        String name = call.text("TrialName");
        Map<String, String> tags = Tags.of(call);
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Entity experiment =
                                    Entities.find(
                                            Scope.of(commit),
                                            call,
                                            EntityKind.EXPERIMENT,
                                            call.text("ExperimentName"));
                            Map<String, @Nullable Object> document =
                                    Documents.of(call, "DisplayName", "MetadataProperties");
                            document.put("ExperimentName", experiment.name());
                            Entity draft =
                                    Entities.draft(
                                                    Arn.of(
                                                            call.region(),
                                                            call.account(),
                                                            KIND,
                                                            name),
                                                    KIND,
                                                    name,
                                                    "",
                                                    "",
                                                    document)
                                            .within(experiment.arn());
                            Entity trial = Entities.create(commit, draft, tags);
                            MembershipFacts.isIn(commit, trial, experiment);
                            return trial;
                        }));
    }

    private static Entity find(Scope scope, Call call) {
        return Entities.find(scope, call, KIND, call.text("TrialName"));
    }

    private Map<String, @Nullable Object> describe(Call call) {
        return Documents.described(store.read(scope -> find(scope, call))).map();
    }

    private Map<String, @Nullable Object> update(Call call) {
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Entity before = find(Scope.of(commit), call);
                            return Entities.update(
                                    commit,
                                    before,
                                    before.changed(
                                            before.name(),
                                            Documents.changed(before, call, "DisplayName"),
                                            commit.now().toEpochMilli()));
                        }));
    }

    private Map<String, @Nullable Object> delete(Call call) {
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Scope scope = Scope.of(commit);
                            Entity trial = find(scope, call);
                            if (MemberRows.hasComponents(scope, trial.arn().toString())) {
                                throw Refusal.invalid(
                                        "Trial '%s' cannot be deleted while it has trial components: disassociate them first."
                                                .formatted(trial.name()));
                            }
                            Entities.delete(commit, trial);
                            return trial;
                        }));
    }

    private Map<String, @Nullable Object> list(Call call) {
        return store.read(
                scope -> {
                    Listing listing = new Listing(call, KIND);
                    String experiment = call.textOrNull("ExperimentName");
                    if (experiment != null) {
                        listing.and(
                                "parent = :parent",
                                "parent",
                                Entities.find(scope, call, EntityKind.EXPERIMENT, experiment)
                                        .arn()
                                        .toString());
                    }
                    String component = call.textOrNull("TrialComponentName");
                    if (component != null) {
                        listing.and(
                                "arn IN (SELECT trial_arn FROM sm_member WHERE workspace_id ="
                                        + " :workspace AND component_arn = :component)",
                                "component",
                                Entities.find(scope, call, EntityKind.COMPONENT, component)
                                        .arn()
                                        .toString());
                    }
                    Listing.Page page = listing.read(scope);
                    return Fields.of()
                            .put(
                                    "TrialSummaries",
                                    page.entities().stream().map(Trials::summary).toList())
                            .put("NextToken", page.next())
                            .map();
                });
    }

    private static Map<String, @Nullable Object> summary(Entity entity) {
        Fields fields =
                Fields.of()
                        .put("TrialArn", entity.arn().toString())
                        .put("TrialName", entity.name())
                        .put("DisplayName", Documents.displayName(entity))
                        .put("TrialSource", entity.document().get("Source"));
        return Entities.times(fields, entity).map();
    }

    private Map<String, @Nullable Object> associate(Call call) {
        return store.write(
                call,
                commit -> {
                    Scope scope = Scope.of(commit);
                    Entity trial = find(scope, call);
                    Entity component = component(scope, call);
                    MemberRows.add(scope, trial.arn().toString(), component.arn().toString());
                    MembershipFacts.isIn(commit, component, trial);
                    return both(trial, component);
                });
    }

    private Map<String, @Nullable Object> disassociate(Call call) {
        return store.write(
                call,
                commit -> {
                    Scope scope = Scope.of(commit);
                    Entity trial = find(scope, call);
                    Entity component = component(scope, call);
                    if (!MemberRows.remove(
                            scope, trial.arn().toString(), component.arn().toString())) {
                        throw Refusal.notFound(
                                "Trial component '%s' is not in trial '%s'."
                                        .formatted(component.name(), trial.name()));
                    }
                    MembershipFacts.isNoLongerIn(commit, component, trial);
                    return both(trial, component);
                });
    }

    private static Entity component(Scope scope, Call call) {
        return Entities.find(scope, call, EntityKind.COMPONENT, call.text("TrialComponentName"));
    }

    private static Map<String, @Nullable Object> both(Entity trial, Entity component) {
        return Fields.of()
                .put("TrialComponentArn", component.arn().toString())
                .put("TrialArn", trial.arn().toString())
                .map();
    }
}
