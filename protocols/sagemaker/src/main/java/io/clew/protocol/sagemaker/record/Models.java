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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps models, packages of models with their groups, endpoints and their configurations. */
final class Models {
    /** Property of a model's artifact: the package that it was made of. */
    private static final String PACKAGE = "ModelPackage";

    private final Commit commit;
    private final Call call;
    private final Kept kept;
    private final EventTime now;

    Models(Commit commit, Call call) {
        this.commit = commit;
        this.call = call;
        this.kept = new Kept(commit, call);
        this.now = EventTime.received(commit.now());
    }

    /** Keeps a model: what it was made of, and how it is served. */
    void model(Resource model) {
        Optional<String> name = model.text("ModelName");
        if (name.isEmpty()) {
            return;
        }
        String arn = model.arn("ModelArn", "model", name.get());
        List<Resource> containers = new ArrayList<>(model.list("Containers"));
        if (!model.map("PrimaryContainer").isEmpty()) {
            containers.add(new Resource(call, model.map("PrimaryContainer")));
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        containers.forEach(
                each ->
                        each.text("ModelPackageName")
                                .ifPresent(
                                        of ->
                                                properties.put(
                                                        PACKAGE, each.arnOf("model-package", of))));
        Entity entity = kept.artifact(arn, "Model", properties);
        Urn node = SageMakerUrns.model(name.get());
        Once.declare(commit, node, Attributes.NAME, name.get(), now);
        role(node, model.text("ExecutionRoleArn"));
        for (Resource container : containers) {
            made(entity, container);
            container
                    .map("Environment")
                    .forEach(
                            (key, value) -> {
                                if (value != null) {
                                    Once.declare(
                                            commit,
                                            node,
                                            Attributes.ENV + key,
                                            value.toString(),
                                            now);
                                }
                            });
            if (properties.get(PACKAGE) instanceof String of) {
                kept.association(
                        kept.artifact(of, "ModelPackage", Map.of()), entity, "DerivedFrom");
            }
        }
    }

    private void role(Urn node, Optional<String> role) {
        role.ifPresent(arn -> Once.declare(commit, node, "role", arn, now));
    }

    private void made(Entity entity, Resource container) {
        container
                .text("ModelDataUrl")
                .or(() -> container.text("ModelDataSource.S3DataSource.S3Uri"))
                .ifPresent(
                        uri ->
                                kept.association(
                                        kept.artifact(uri, "Model", Map.of()),
                                        entity,
                                        "DerivedFrom"));
        container
                .text("Image")
                .ifPresent(
                        image ->
                                kept.association(
                                        kept.artifact(image, "Image", Map.of()),
                                        entity,
                                        "ContributedTo"));
    }

    /** Keeps a group of packages. */
    void group(Resource group) {
        group.text("ModelPackageGroupName")
                .ifPresent(
                        name ->
                                context(
                                        name,
                                        group.arn(
                                                "ModelPackageGroupArn",
                                                "model-package-group",
                                                name)));
    }

    private Entity context(String name, String arn) {
        Entity context = kept.context(contextName(name, "-aws-model-group"), arn, "ModelGroup");
        Once.declare(commit, SageMakerUrns.modelGroup(name), Attributes.NAME, name, now);
        return context;
    }

    /** Names of contexts have at most 120 characters. */
    private static String contextName(String name, String suffix) {
        return name.substring(0, Math.min(name.length(), 120 - suffix.length())) + suffix;
    }

    /** Keeps a package; only its answer tells which version it is. */
    void modelPackage(Resource pack) {
        Optional<String> arn = pack.text("ModelPackageArn");
        if (arn.isEmpty()) {
            return;
        }
        Optional<Urn> node = SageMakerUrns.ofArn(arn.get());
        if (node.isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        pack.text("ModelApprovalStatus")
                .ifPresent(status -> properties.put("ModelApprovalStatus", status));
        pack.map("CustomerMetadataProperties").forEach(properties::put);
        Entity entity = kept.artifact(arn.get(), "ModelPackage", properties);
        pack.text("ModelPackageDescription")
                .ifPresent(
                        text ->
                                Once.declare(
                                        commit, node.get(), Attributes.DESCRIPTION, text, now));
        pack.text("ModelApprovalStatus")
                .ifPresent(
                        status -> Once.declare(commit, node.get(), Attributes.STAGE, status, now));
        Once.declare(commit, node.get(), Attributes.VERSION, node.get().last(), now);
        pack.list("InferenceSpecification.Containers").forEach(each -> made(entity, each));
        pack.list("SourceAlgorithmSpecification.SourceAlgorithms")
                .forEach(each -> made(entity, each));
        pack.text("ModelPackageGroupName")
                .map(
                        name ->
                                name.startsWith("arn:")
                                        ? name.substring(name.lastIndexOf('/') + 1)
                                        : name)
                .ifPresent(
                        name ->
                                kept.association(
                                        entity,
                                        context(name, pack.arnOf("model-package-group", name)),
                                        "AssociatedWith"));
    }

    /** Keeps which models a configuration serves. */
    void endpointConfig(Resource config) {
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
                        contextName(name.get(), "-aws-endpoint"),
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
        List<Urn> deployed = new ArrayList<>();
        Call.mapOf(config.get().document().get("Properties")).values().stream()
                .map(String::valueOf)
                .forEach(model -> deployed.addAll(deployed(model)));
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

    /** A model stands for the package that it was made of, where that is known. */
    private List<Urn> deployed(String modelArn) {
        Optional<String> pack =
                kept.find(modelArn)
                        .map(model -> Call.mapOf(model.document().get("Properties")).get(PACKAGE))
                        .map(String::valueOf);
        return pack.or(() -> Optional.of(modelArn)).flatMap(SageMakerUrns::ofArn).stream().toList();
    }

    /** Says that an endpoint was deleted. */
    void endpointDeleted(Resource endpoint) {
        endpoint.text("EndpointName")
                .map(SageMakerUrns::endpoint)
                .filter(node -> !commit.isNew(node))
                .ifPresent(node -> Once.declare(commit, node, Attributes.DELETED, true, now));
    }
}
