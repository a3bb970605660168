package io.clew.protocol.sagemaker.facts;

import io.clew.identity.sagemaker.SageMakerUrns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.wire.Call;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which node of the graph an entity is. */
public final class Nodes {
    private Nodes() {}

    /** Returns the node; an artifact is what its source is, so that it joins other tools' nodes. */
    public static Urn of(Entity entity) {
        return switch (entity.kind()) {
            case ARTIFACT -> SageMakerUrns.source(entity.source(), ids(entity));
            case ACTION -> SageMakerUrns.action(entity.name());
            case CONTEXT -> context(entity);
            case EXPERIMENT -> SageMakerUrns.experiment(entity.name());
            case TRIAL -> SageMakerUrns.trial(entity.name());
            case COMPONENT -> SageMakerUrns.component(entity.name());
        };
    }

    /** A context that stands for an endpoint or a group of model packages is just that. */
    private static Urn context(Entity entity) {
        return SageMakerUrns.ofArn(entity.source())
                .filter(urn -> urn.kind() == NodeKind.DEPLOYMENT || urn.kind() == NodeKind.MODEL)
                .orElseGet(() -> SageMakerUrns.context(entity.name()));
    }

    private static List<Map.Entry<String, String>> ids(Entity artifact) {
        Map<String, @Nullable Object> source = Call.mapOf(artifact.document().get("Source"));
        return Call.listOf(source.get("SourceTypes")).stream()
                .map(Call::mapOf)
                .map(
                        id ->
                                Map.entry(
                                        String.valueOf(id.get("SourceIdType")),
                                        String.valueOf(id.get("Value"))))
                .toList();
    }
}
