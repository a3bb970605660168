package io.clew.protocol.sagemaker.experiments;

import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.lineage.Properties;
import io.clew.protocol.sagemaker.lineage.Tags;
import io.clew.protocol.sagemaker.metrics.MetricSummaries;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Answers the operations on trial components. */
public final class TrialComponents implements Feature {
    private static final EntityKind KIND = EntityKind.COMPONENT;
    private static final int PARAMETERS_MAX = 300;
    private static final int ARTIFACTS_MAX = 60;

    private static final String[] PLAIN = {"DisplayName", "Status", "StartTime", "EndTime"};

    private final SageMakerStore store;

    public TrialComponents(SageMakerStore store) {
        this.store = store;
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("CreateTrialComponent", this::create);
        operations.accept("DescribeTrialComponent", this::describe);
        operations.accept("UpdateTrialComponent", this::update);
        operations.accept("DeleteTrialComponent", this::delete);
        operations.accept("ListTrialComponents", this::list);
    }

    private Map<String, @Nullable Object> create(Call call) {
        checkParameters(call);
        String name = call.text("TrialComponentName");
        Map<String, @Nullable Object> document = Documents.of(call, PLAIN);
        document.putAll(
                Documents.of(
                        call,
                        "Parameters",
                        "InputArtifacts",
                        "OutputArtifacts",
                        "MetadataProperties"));
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

    /** A parameter is a text or a number, and JSON has no word for what is no number. */
    private static void checkParameters(Call call) {
        call.map("Parameters")
                .forEach(
                        (key, value) -> {
                            Map<String, @Nullable Object> one = Call.mapOf(value);
                            boolean text = one.get("StringValue") != null;
                            boolean number = one.get("NumberValue") != null;
                            if (text == number) {
                                throw Refusal.invalid(
                                        "Parameter '%s' must have exactly one of StringValue and NumberValue."
                                                .formatted(key));
                            }
                            if (one.get("NumberValue") instanceof Double real
                                    && !Double.isFinite(real)) {
                                throw Refusal.invalid(
                                        "Parameter '%s' must have a finite number, or a text."
                                                .formatted(key));
                            }
                        });
    }

    private static Entity find(Scope scope, Call call) {
        return Entities.find(scope, call, KIND, call.text("TrialComponentName"));
    }

    private Map<String, @Nullable Object> describe(Call call) {
        return store.read(
                scope -> {
                    Entity entity = find(scope, call);
                    return described(entity)
                            .put("Metrics", MetricSummaries.of(scope.db(), entity))
                            .map();
                });
    }

    /** Returns what is told of a component, but for its metrics. */
    public static Fields described(Entity entity) {
        Fields fields = Documents.described(entity);
        // The SDK walks these without asking whether they are there.
        for (String map : List.of("Parameters", "InputArtifacts", "OutputArtifacts")) {
            fields.put(map, Call.mapOf(entity.document().get(map)));
        }
        Object source = entity.document().get("Source");
        return source == null ? fields : fields.put("Sources", List.of(source));
    }

    private Map<String, @Nullable Object> update(Call call) {
        checkParameters(call);
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
                                            updated(before, call),
                                            commit.now().toEpochMilli()));
                        }));
    }

    private static Map<String, @Nullable Object> updated(Entity before, Call call) {
        Map<String, @Nullable Object> document = Documents.changed(before, call, PLAIN);
        document = Properties.updated(document, call, "Parameters", PARAMETERS_MAX);
        document = Properties.updated(document, call, "InputArtifacts", ARTIFACTS_MAX);
        return new LinkedHashMap<>(
                Properties.updated(document, call, "OutputArtifacts", ARTIFACTS_MAX));
    }

    private Map<String, @Nullable Object> delete(Call call) {
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Scope scope = Scope.of(commit);
                            Entity entity = find(scope, call);
                            String arn = entity.arn().toString();
                            if (!MemberRows.trials(scope, List.of(arn)).isEmpty()) {
                                throw Refusal.invalid(
                                        "Trial component '%s' cannot be deleted while it is in a trial: disassociate it first."
                                                .formatted(entity.name()));
                            }
                            Entities.delete(commit, entity);
                            return entity;
                        }));
    }

    private Map<String, @Nullable Object> list(Call call) {
        return store.read(
                scope -> {
                    Listing listing = new Listing(call, KIND).ofSource("SourceArn");
                    String trial = call.textOrNull("TrialName");
                    String experiment = call.textOrNull("ExperimentName");
                    if (trial != null && experiment != null) {
                        throw Refusal.invalid(
                                "At most one of TrialName and ExperimentName may be given.");
                    }
                    if (trial != null) {
                        listing.and(
                                "arn IN (SELECT component_arn FROM sm_member WHERE workspace_id ="
                                        + " :workspace AND trial_arn = :trial)",
                                "trial",
                                Entities.find(scope, call, EntityKind.TRIAL, trial)
                                        .arn()
                                        .toString());
                    }
                    if (experiment != null) {
                        listing.and(
                                "arn IN (SELECT m.component_arn FROM sm_member m JOIN sm_entity t ON"
                                        + " t.workspace_id = m.workspace_id AND t.arn = m.trial_arn"
                                        + " WHERE m.workspace_id = :workspace AND t.parent ="
                                        + " :experiment)",
                                "experiment",
                                Entities.find(scope, call, EntityKind.EXPERIMENT, experiment)
                                        .arn()
                                        .toString());
                    }
                    Listing.Page page = listing.read(scope);
                    return Fields.of()
                            .put(
                                    "TrialComponentSummaries",
                                    page.entities().stream().map(TrialComponents::summary).toList())
                            .put("NextToken", page.next())
                            .map();
                });
    }

    private static Map<String, @Nullable Object> summary(Entity entity) {
        Fields fields =
                Fields.of()
                        .put("TrialComponentName", entity.name())
                        .put("TrialComponentArn", entity.arn().toString())
                        .put("DisplayName", Documents.displayName(entity))
                        .put("TrialComponentSource", entity.document().get("Source"));
        for (String member : List.of("Status", "StartTime", "EndTime")) {
            fields.put(member, entity.document().get(member));
        }
        return Entities.times(fields, entity)
                .put("CreatedBy", Map.of())
                .put("LastModifiedBy", Map.of())
                .map();
    }
}
