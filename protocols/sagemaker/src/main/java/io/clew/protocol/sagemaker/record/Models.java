package io.clew.protocol.sagemaker.record;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.sagemaker.SageMakerUrns;
import io.clew.model.Attributes;
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

/** Keeps models, and packages of models with their groups and approvals. */
final class Models {
    /** Property of a model's artifact: the package that it was made of. */
    static final String PACKAGE = "ModelPackage";

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
        Entity context = kept.context(Kept.name(name, "-aws-model-group"), arn, "ModelGroup");
        Once.declare(commit, SageMakerUrns.modelGroup(name), Attributes.NAME, name, now);
        return context;
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
                        name -> {
                            kept.association(
                                    entity,
                                    context(name, pack.arnOf("model-package-group", name)),
                                    "AssociatedWith");
                            approval(pack, entity, name + "-" + node.get().last(), arn.get());
                        });
    }

    /**
     * SageMaker makes an action of each version: that it is to be approved, and what came of it.
     */
    private void approval(Resource pack, Entity entity, String version, String arn) {
        String status =
                switch (pack.text("ModelApprovalStatus").orElse("")) {
                    case "Approved" -> "Completed";
                    case "Rejected" -> "Failed";
                    default -> "InProgress";
                };
        kept.association(
                entity,
                kept.action(Kept.name(version, "-aws-model-package"), arn, "Approval", status),
                "ContributedTo");
    }
}
