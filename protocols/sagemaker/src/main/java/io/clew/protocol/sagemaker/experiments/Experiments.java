package io.clew.protocol.sagemaker.experiments;

import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.lineage.Tags;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.Listing;
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

/** Answers the operations on experiments. */
public final class Experiments implements Feature {
    private static final EntityKind KIND = EntityKind.EXPERIMENT;

    private final SageMakerStore store;

    public Experiments(SageMakerStore store) {
        this.store = store;
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("CreateExperiment", this::create);
        operations.accept("DescribeExperiment", this::describe);
        operations.accept("UpdateExperiment", this::update);
        operations.accept("DeleteExperiment", this::delete);
        operations.accept("ListExperiments", this::list);
    }

    private Map<String, @Nullable Object> create(Call call) {
        String name = call.text("ExperimentName");
        Map<String, @Nullable Object> document = Documents.of(call, "DisplayName", "Description");
        Entity draft =
                Entities.draft(
                        Arn.of(call.region(), call.account(), KIND, name),
                        KIND,
                        name,
                        "",
                        "",
                        document);
        Map<String, String> tags = Tags.of(call);
        return Entities.named(store.write(call, commit -> Entities.create(commit, draft, tags)));
    }

    private static Entity find(Scope scope, Call call) {
        return Entities.find(scope, call, KIND, call.text("ExperimentName"));
    }

    private Map<String, @Nullable Object> describe(Call call) {
        Entity entity = store.read(scope -> find(scope, call));
        return Documents.described(entity).map();
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
                                            Documents.changed(
                                                    before, call, "DisplayName", "Description"),
                                            commit.now().toEpochMilli()));
                        }));
    }

    private Map<String, @Nullable Object> delete(Call call) {
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Scope scope = Scope.of(commit);
                            Entity entity = find(scope, call);
                            if (EntityRows.hasChildren(scope, entity.arn().toString())) {
                                throw Refusal.invalid(
                                        "Experiment '%s' cannot be deleted while it has trials: delete them first."
                                                .formatted(entity.name()));
                            }
                            Entities.delete(commit, entity);
                            return entity;
                        }));
    }

    private Map<String, @Nullable Object> list(Call call) {
        Listing listing = new Listing(call, KIND);
        Listing.Page page = store.read(listing::read);
        return Fields.of()
                .put(
                        "ExperimentSummaries",
                        page.entities().stream().map(Experiments::summary).toList())
                .put("NextToken", page.next())
                .map();
    }

    private static Map<String, @Nullable Object> summary(Entity entity) {
        Fields fields =
                Fields.of()
                        .put("ExperimentArn", entity.arn().toString())
                        .put("ExperimentName", entity.name())
                        .put("DisplayName", Documents.displayName(entity))
                        .put("ExperimentSource", entity.document().get("Source"));
        return Entities.times(fields, entity).map();
    }
}
