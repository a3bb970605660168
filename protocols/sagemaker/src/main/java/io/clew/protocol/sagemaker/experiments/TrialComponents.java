package io.clew.protocol.sagemaker.experiments;

import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.lineage.NamedEntities;
import io.clew.protocol.sagemaker.lineage.Properties;
import io.clew.protocol.sagemaker.metrics.MetricSummaries;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.Listing;
import io.clew.protocol.sagemaker.rows.MemberRows;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations on trial components. */
public final class TrialComponents extends NamedEntities {
    private static final int PARAMETERS_MAX = 300;
    private static final int ARTIFACTS_MAX = 60;

    private static final String[] PLAIN = {"DisplayName", "Status", "StartTime", "EndTime"};

    /** Maps, which an update adds to and takes from. */
    private static final String[] MAPS = {"Parameters", "InputArtifacts", "OutputArtifacts"};

    public TrialComponents(SageMakerStore store) {
        super(store, EntityKind.COMPONENT);
    }

    @Override
    protected Entity draft(Scope scope, Call call) {
        checkParameters(call);
        Map<String, @Nullable Object> document = call.given(PLAIN);
        document.putAll(call.given(MAPS));
        document.putAll(call.given("MetadataProperties"));
        return named(call, "", "", document);
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

    @Override
    protected Map<String, @Nullable Object> updated(Entity before, Call call) {
        checkParameters(call);
        Map<String, @Nullable Object> document = changed(before.document(), call, PLAIN);
        for (String map : MAPS) {
            int most = map.equals("Parameters") ? PARAMETERS_MAX : ARTIFACTS_MAX;
            document = Properties.updated(document, call, map, most);
        }
        return document;
    }

    @Override
    protected void checkDeletable(Scope scope, Entity component) {
        if (!MemberRows.trials(scope, List.of(component.arn().toString())).isEmpty()) {
            throw Refusal.invalid(
                    "Trial component '%s' cannot be deleted while it is in a trial: disassociate it first."
                            .formatted(component.name()));
        }
    }

    @Override
    protected Fields described(Scope scope, Entity component) {
        return withMetrics(scope, component);
    }

    /** Returns what is told of a component. */
    public static Fields withMetrics(Scope scope, Entity component) {
        Fields fields = DisplayNames.described(component);
        // The SDK walks these without asking whether they are there.
        for (String map : MAPS) {
            fields.put(map, Call.mapOf(component.document().get(map)));
        }
        Object source = component.document().get("Source");
        if (source != null) {
            fields.put("Sources", List.of(source));
        }
        return fields.put("Metrics", MetricSummaries.of(scope.db(), component));
    }

    @Override
    protected Listing listing(Scope scope, Call call) {
        Listing listing = new Listing(call, kind).ofSource("SourceArn");
        String trial = call.textOrNull("TrialName");
        String experiment = call.textOrNull("ExperimentName");
        if (trial != null && experiment != null) {
            throw Refusal.invalid("At most one of TrialName and ExperimentName may be given.");
        }
        if (trial != null) {
            listing.and(
                    "arn IN (SELECT component_arn FROM sm_member WHERE workspace_id ="
                            + " :workspace AND trial_arn = :trial)",
                    "trial",
                    Entities.find(scope, call, EntityKind.TRIAL, trial).arn().toString());
        }
        if (experiment != null) {
            listing.and(
                    "arn IN (SELECT m.component_arn FROM sm_member m JOIN sm_entity t ON"
                            + " t.workspace_id = m.workspace_id AND t.arn = m.trial_arn"
                            + " WHERE m.workspace_id = :workspace AND t.parent ="
                            + " :experiment)",
                    "experiment",
                    Entities.find(scope, call, EntityKind.EXPERIMENT, experiment).arn().toString());
        }
        return listing;
    }

    @Override
    protected Fields summary(Fields fields, Entity component) {
        DisplayNames.put(fields, component)
                .put("TrialComponentSource", component.document().get("Source"));
        for (String member : List.of("Status", "StartTime", "EndTime")) {
            fields.put(member, component.document().get(member));
        }
        return fields.put("CreatedBy", Map.of()).put("LastModifiedBy", Map.of());
    }
}
