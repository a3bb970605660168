package io.clew.protocol.azureml.harvest;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says what data, models, environments, components, code and deployments are and come from. */
final class AssetFacts {
    private AssetFacts() {}

    /** A version of a data asset: the same as what is at its address. */
    static void data(Facts facts, Told resource, AssetId id) {
        Told properties = resource.at("properties");
        Names names = facts.names();
        Urn dataset = names.data(id);
        Urn version = names.dataVersion(id);
        facts.subject(version);
        facts.about(version, resource);
        facts.value(version, Attributes.VERSION, id.version());
        facts.value(version, Attributes.DATA_TYPE, properties.text("dataType"));
        facts.value(dataset, Attributes.NAME, id.name());
        if (!version.equals(dataset)) {
            facts.edge(version, EdgeKind.VERSION_OF, dataset);
        }
        String uri = properties.text("dataUri");
        facts.value(version, Attributes.SOURCE, uri);
        names.place(uri)
                .filter(place -> !place.equals(dataset))
                .ifPresent(
                        place -> {
                            describe(facts, place);
                            facts.edge(dataset, EdgeKind.SAME_AS, place);
                        });
        for (String referenced : properties.texts("referencedUris")) {
            names.place(referenced)
                    .ifPresent(place -> facts.edge(version, EdgeKind.DERIVED_FROM, place));
        }
    }

    private static void describe(Facts facts, Urn dataset) {
        DatasetName.of(dataset)
                .ifPresent(name -> facts.value(dataset, Attributes.NAME, name.name()));
    }

    /** A version of a registered model, with the job that made it and what that was trained on. */
    static void model(Facts facts, Told resource, AssetId id) {
        Told properties = resource.at("properties");
        Names names = facts.names();
        Urn version = names.modelVersion(id);
        facts.subject(version);
        facts.about(version, resource);
        facts.value(version, Attributes.VERSION, id.version());
        facts.value(names.model(id), Attributes.NAME, id.name());
        facts.edge(version, EdgeKind.VERSION_OF, names.model(id));
        facts.value(version, Attributes.STAGE, properties.text("stage"));
        facts.value(version, Attributes.MODEL_TYPE, properties.text("modelType"));
        facts.value(version, Attributes.SOURCE, properties.text("modelUri"));
        facts.value(
                version, Attributes.FLAVORS, String.join(", ", names(properties.at("flavors"))));
        String job = properties.text("jobName");
        if (!job.isEmpty()) {
            facts.edge(version, EdgeKind.GENERATED_BY, names.run(job));
        }
        for (Told dataset : properties.list("datasets")) {
            names.data(dataset.text("id"))
                    .ifPresent(
                            data ->
                                    facts.edge(
                                            version,
                                            EdgeKind.DERIVED_FROM,
                                            data,
                                            Map.of(Attributes.CONTEXT, dataset.text("name"))));
        }
    }

    private static SortedSet<String> names(Told members) {
        SortedSet<String> names = new TreeSet<>();
        members.members().keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    static void environment(Facts facts, Told resource, AssetId id) {
        Told properties = resource.at("properties");
        Urn environment = facts.names().environment(id);
        facts.subject(environment);
        facts.about(environment, resource);
        facts.value(environment, Attributes.NAME, id.name());
        facts.value(environment, Attributes.VERSION, id.version());
        facts.value(environment, "image", properties.text("image"));
        facts.value(environment, "build-context", properties.at("build").text("contextUri"));
        facts.value(environment, Attributes.PACKAGES, properties.text("condaFile"));
    }

    static void component(Facts facts, Told resource, AssetId id) {
        Told properties = resource.at("properties");
        Told spec = properties.at("componentSpec");
        Urn component = facts.names().component(id);
        facts.subject(component);
        facts.about(component, resource);
        facts.value(component, Attributes.NAME, id.name());
        facts.value(component, Attributes.VERSION, id.version());
        facts.value(component, Attributes.JOB_TYPE, spec.text("type"));
        facts.value(component, "command", spec.text("command"));
        AssetId.of(spec.text("code"))
                .ifPresent(
                        code -> facts.edge(component, EdgeKind.EXECUTED, facts.names().code(code)));
    }

    static void code(Facts facts, Told resource, AssetId id) {
        Told properties = resource.at("properties");
        Urn code = facts.names().code(id);
        facts.subject(code);
        facts.about(code, resource);
        facts.value(code, Attributes.NAME, id.name());
        facts.value(code, Attributes.VERSION, id.version());
        facts.value(code, Attributes.CODE_URL, properties.text("codeUri"));
        facts.value(code, Attributes.DIGEST, properties.at("properties").text("hash_sha256"));
    }

    /** An endpoint: how its traffic is divided. */
    static void endpoint(Facts facts, Told resource) {
        Told properties = resource.at("properties");
        Urn endpoint = facts.names().endpoint(resource.text("name"));
        facts.subject(endpoint);
        facts.about(endpoint, resource);
        facts.value(endpoint, Attributes.NAME, resource.text("name"));
        facts.value(endpoint, "address", properties.text("scoringUri"));
        properties
                .at("traffic")
                .eachText(
                        (deployment, percent) ->
                                facts.value(endpoint, "traffic." + deployment, percent));
    }

    /**
     * A deployment, online or batch: which model it serves, with what code, in which environment.
     */
    static void deployment(Facts facts, Told resource, AssetId id) {
        Told properties = resource.at("properties");
        Names names = facts.names();
        Urn deployment = names.deployment(id.name(), id.version());
        facts.subject(deployment);
        facts.about(deployment, resource);
        facts.value(deployment, Attributes.NAME, id.version());
        facts.edge(deployment, EdgeKind.PART_OF, names.endpoint(id.name()));
        facts.value(deployment, Attributes.STATUS, properties.text("provisioningState"));
        properties
                .at("environmentVariables")
                .eachText((key, text) -> facts.value(deployment, Attributes.ENV + key, text));
        Told asset = properties.at("model");
        String model = asset.isEmpty() ? properties.text("model") : asset.text("assetId");
        AssetId.of(model)
                .ifPresent(
                        one -> facts.edge(deployment, EdgeKind.DEPLOYS, names.modelVersion(one)));
        AssetId.of(asset.text("jobId"))
                .ifPresent(
                        job ->
                                facts.edge(
                                        deployment,
                                        EdgeKind.GENERATED_BY,
                                        names.run(job.name()),
                                        Map.of(Attributes.CONTEXT, asset.text("path"))));
        if (asset.text("jobId").isEmpty() && !asset.text("path").isEmpty()) {
            DatasetNames.read(asset.text("path"))
                    .ifPresent(path -> facts.edge(deployment, EdgeKind.DERIVED_FROM, path.urn()));
        }
        AssetId.of(properties.text("environmentId"))
                .ifPresent(one -> facts.edge(deployment, EdgeKind.RAN_IN, names.environment(one)));
        AssetId.of(properties.at("codeConfiguration").text("codeId"))
                .ifPresent(one -> facts.edge(deployment, EdgeKind.EXECUTED, names.code(one)));
    }
}
