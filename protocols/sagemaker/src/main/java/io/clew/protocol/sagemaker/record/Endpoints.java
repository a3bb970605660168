package io.clew.protocol.sagemaker.record;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.sagemaker.SageMakerUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Urn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.wire.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps endpoints, their configurations, and what they deploy by them. */
final class Endpoints {
    private final Commit commit;
    private final Kept kept;
    private final EventTime now;

    Endpoints(Commit commit, Call call) {
        this.commit = commit;
        this.kept = new Kept(commit, call);
        this.now = EventTime.received(commit.now());
    }

    /** Keeps which models a configuration serves. */
    void configuration(Resource config) {
        Optional<String> name = config.text("EndpointConfigName");
        if (name.isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> variants = new LinkedHashMap<>();
        for (Resource variant : config.list("ProductionVariants")) {
            variant.text("ModelName")
                    .ifPresent(
                            model ->
                                    variants.put(
                                            variant.text("VariantName").orElse(model),
                                            config.arnOf("model", model)));
        }
        Entity entity =
                kept.artifact(
                        config.arn("EndpointConfigArn", "endpoint-config", name.get()),
                        "EndpointConfig",
                        variants);
        variants.values()
                .forEach(
                        model ->
                                kept.association(
                                        kept.artifact(String.valueOf(model), "Model", Map.of()),
                                        entity,
                                        "ContributedTo"));
    }

    /** Keeps an endpoint, and what it deploys by its configuration from now on. */
    void endpoint(Resource endpoint) {
        Optional<String> name = endpoint.text("EndpointName");
        if (name.isEmpty()) {
            return;
        }
        Entity context =
                kept.context(
                        Kept.name(name.get(), "-aws-endpoint"),
                        endpoint.arn("EndpointArn", "endpoint", name.get()),
                        "Endpoint");
        Urn node = SageMakerUrns.endpoint(name.get());
        Once.declare(commit, node, Attributes.NAME, name.get(), now);
        Optional<Entity> config =
                endpoint.text("EndpointConfigName")
                        .map(of -> endpoint.arnOf("endpoint-config", of))
                        .map(arn -> kept.artifact(arn, "EndpointConfig", Map.of()));
        if (config.isEmpty()) {
            return;
        }
        kept.association(config.get(), context, "ContributedTo");
        List<String> models =
                Call.mapOf(config.get().document().get("Properties")).values().stream()
                        .map(String::valueOf)
                        .toList();
        deployment(endpoint, name.get(), context, models);
        List<Urn> deployed = models.stream().flatMap(model -> deployed(model).stream()).toList();
        for (Urn before : Deployed.by(commit, node)) {
            if (!deployed.contains(before)) {
                Once.withdraw(
                        commit,
                        node,
                        EdgeKind.DEPLOYS,
                        before,
                        now,
                        "another configuration is deployed");
            }
        }
        deployed.forEach(model -> Once.declare(commit, node, EdgeKind.DEPLOYS, model, now));
    }

    /** SageMaker makes an action of it: that these models are being deployed there. */
    private void deployment(Resource endpoint, String name, Entity context, List<String> models) {
        String status =
                switch (endpoint.text("EndpointStatus").orElse("Creating")) {
                    case "InService" -> "Completed";
                    case "Failed", "OutOfService", "UpdateRollbackFailed" -> "Failed";
                    default -> "InProgress";
                };
        Entity action =
                kept.action(
                        Kept.name(name, "-aws-endpoint"),
                        context.source(),
                        "ModelDeployment",
                        status);
        models.forEach(
                model ->
                        kept.association(
                                kept.artifact(model, "Model", Map.of()), action, "ContributedTo"));
        kept.association(action, context, "AssociatedWith");
    }

    /** A model stands for the package that it was made of, where that is known. */
    private List<Urn> deployed(String modelArn) {
        Optional<String> pack =
                kept.find(modelArn)
                        .map(
                                model ->
                                        Call.mapOf(model.document().get("Properties"))
                                                .get(Models.PACKAGE))
                        .map(String::valueOf);
        return pack.or(() -> Optional.of(modelArn)).flatMap(SageMakerUrns::ofArn).stream().toList();
    }

    /** Says that an endpoint was deleted. */
    void deleted(Resource endpoint) {
        endpoint.text("EndpointName")
                .map(SageMakerUrns::endpoint)
                .filter(node -> !commit.isNew(node))
                .ifPresent(node -> Once.declare(commit, node, Attributes.DELETED, true, now));
    }
}
