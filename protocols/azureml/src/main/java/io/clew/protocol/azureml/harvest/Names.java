package io.clew.protocol.azureml.harvest;

import io.clew.identity.Urns;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.dataset.DatasetVersions;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Map;
import java.util.Optional;

/**
 * Names the nodes of a workspace of Azure ML.
 *
 * @param azureWorkspace its name in Azure
 * @param places storage addresses of the {@code azureml://} ones, as the datastores tell
 */
record Names(String azureWorkspace, Map<String, String> places) {
    static final String SYSTEM = "azureml";

    Urn run(String job) {
        return Urns.of(NodeKind.RUN, SYSTEM, job);
    }

    Urn experiment(String name) {
        return Urns.of(NodeKind.JOB, SYSTEM, name);
    }

    Urn schedule(String name) {
        return Urns.of(NodeKind.JOB, SYSTEM + "/schedule", name);
    }

    Urn endpoint(String name) {
        return Urns.of(NodeKind.DEPLOYMENT, SYSTEM, name);
    }

    Urn deployment(String endpoint, String name) {
        return Urns.of(NodeKind.DEPLOYMENT, SYSTEM, endpoint, name);
    }

    Urn model(AssetId id) {
        return Urns.of(NodeKind.MODEL, system(id), id.name());
    }

    Urn modelVersion(AssetId id) {
        return Urns.of(NodeKind.MODEL_VERSION, system(id), id.name(), version(id));
    }

    Urn environment(AssetId id) {
        return Urns.of(NodeKind.ENVIRONMENT, system(id), id.name(), version(id));
    }

    Urn component(AssetId id) {
        return Urns.of(NodeKind.JOB, system(id) + "/component", id.name() + ":" + version(id));
    }

    Urn code(AssetId id) {
        return Urns.of(NodeKind.CODE, system(id), id.name(), version(id));
    }

    /** Names a data asset: a dataset of the workspace, or of its registry. */
    Urn data(AssetId id) {
        String namespace =
                id.registry().isEmpty()
                        ? "azureml://" + azureWorkspace
                        : "azureml://registries/" + id.registry();
        return DatasetNames.of(namespace, "data/" + id.name()).urn();
    }

    Urn dataVersion(AssetId id) {
        return id.version().isEmpty()
                ? data(id)
                : DatasetVersions.byProducer(data(id), id.version());
    }

    /**
     * Names the data at an address: a version of a data asset, or the dataset that its storage
     * address names; empty when it says nothing.
     */
    Optional<Urn> data(String uri) {
        Optional<AssetId> asset =
                AssetId.of(uri).filter(id -> id.kind().equals("data") || id.kind().isEmpty());
        return asset.isPresent() ? asset.map(this::dataVersion) : place(uri);
    }

    /** Names the dataset of an address of storage. */
    Optional<Urn> place(String uri) {
        return DatasetNames.read(places.getOrDefault(uri, uri)).map(DatasetName::urn);
    }

    private static String system(AssetId id) {
        return id.registry().isEmpty() ? SYSTEM : SYSTEM + "/registry/" + id.registry();
    }

    private static String version(AssetId id) {
        return id.version().isEmpty() ? "-" : id.version();
    }
}
