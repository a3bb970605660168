package io.clew.protocol.sagemaker.facts;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.wire.Call;
import java.util.Map;

/**
 * Says in the graph what associations mean. SageMaker's lead from what contributed to what came of
 * it; Clew's edges lead from effect to cause.
 */
public final class AssociationFacts {
    /** Attribute of an edge: SageMaker's own word. */
    private static final String ASSOCIATION = "association";

    private AssociationFacts() {}

    /** Says that two entities were associated. */
    public static void added(
            Commit commit, Entity source, Entity destination, String type, long atMillis) {
        EventTime at = EntityFacts.at(commit, atMillis);
        Link link = link(Nodes.of(source), Nodes.of(destination), type);
        commit.subject(Nodes.of(destination));
        if (!link.from().equals(link.to()) && !isTold(source, destination)) {
            Once.declare(
                    commit, link.from(), link.kind(), link.to(), at, Map.of(ASSOCIATION, type));
        }
    }

    /** Says that two entities are not associated after all. */
    public static void removed(Commit commit, Entity source, Entity destination, String type) {
        Link link = link(Nodes.of(source), Nodes.of(destination), type);
        commit.subject(Nodes.of(destination));
        if (!link.from().equals(link.to()) && !isTold(source, destination)) {
            Once.withdraw(
                    commit,
                    link.from(),
                    link.kind(),
                    link.to(),
                    EventTime.received(commit.now()),
                    "the association was deleted");
        }
    }

    /** A component that lists the very address tells it itself, and tells which version it made. */
    private static boolean isTold(Entity source, Entity destination) {
        return lists(source, "OutputArtifacts", destination)
                || lists(destination, "InputArtifacts", source);
    }

    private static boolean lists(Entity component, String member, Entity artifact) {
        return component.kind() == EntityKind.COMPONENT
                && Call.mapOf(component.document().get(member)).values().stream()
                        .anyMatch(each -> artifact.source().equals(Call.mapOf(each).get("Value")));
    }

    private static Link link(Urn source, Urn destination, String type) {
        NodeKind cause = source.kind();
        NodeKind effect = destination.kind();
        if (type.equals("SameAs") && cause == effect) {
            return new Link(destination, EdgeKind.SAME_AS, source);
        }
        if (effect == NodeKind.RUN) {
            return new Link(
                    destination,
                    cause == NodeKind.RUN ? EdgeKind.INFORMED_BY : EdgeKind.USED,
                    source);
        }
        if (cause == NodeKind.RUN) {
            return new Link(
                    destination,
                    type.equals("AssociatedWith") ? EdgeKind.DERIVED_FROM : EdgeKind.GENERATED_BY,
                    source);
        }
        if (cause == NodeKind.MODEL_VERSION && effect == NodeKind.DEPLOYMENT) {
            return new Link(destination, EdgeKind.DEPLOYS, source);
        }
        if (cause == NodeKind.MODEL_VERSION && effect == NodeKind.MODEL) {
            return new Link(source, EdgeKind.VERSION_OF, destination);
        }
        if (cause == NodeKind.MODEL && effect == NodeKind.MODEL_VERSION) {
            return new Link(destination, EdgeKind.VERSION_OF, source);
        }
        return new Link(destination, EdgeKind.DERIVED_FROM, source);
    }
}
