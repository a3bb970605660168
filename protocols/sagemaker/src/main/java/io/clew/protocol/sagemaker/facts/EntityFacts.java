package io.clew.protocol.sagemaker.facts;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.dataset.DatasetName;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import java.util.List;
import java.util.Map;

/** Says in the graph how entities come, change, are tagged and go. */
public final class EntityFacts {
    private EntityFacts() {}

    /** Says that an entity was made. */
    public static void created(Commit commit, Entity entity, Map<String, String> tags) {
        Urn node = Nodes.of(entity);
        EventTime at = at(commit, entity.createdMillis());
        commit.subject(node);
        if (!commit.isNew(node)) {
            revive(commit, node, at);
        }
        EntityAttributes.of(entity, node)
                .forEach((key, value) -> Once.declare(commit, node, key, value, at));
        dataset(commit, node, at);
        tags.forEach((key, value) -> Once.declare(commit, node, Attributes.TAG + key, value, at));
        if (entity.kind() == EntityKind.COMPONENT) {
            ComponentFacts.changed(commit, node, null, entity);
        }
    }

    private static void revive(Commit commit, Urn node, EventTime at) {
        if (commit.isSaid(node, Attributes.DELETED, true)) {
            commit.declare(node, Attributes.DELETED, null, at);
        }
    }

    /** Names the dataset that an artifact is, or is a version of. */
    static void dataset(Commit commit, Urn node, EventTime at) {
        Urn dataset = node;
        if (node.kind() == NodeKind.DATASET_VERSION) {
            List<String> segments = node.segments();
            dataset = new Urn(NodeKind.DATASET, segments.subList(0, segments.size() - 1));
            Once.declare(commit, node, EdgeKind.VERSION_OF, dataset, at);
        }
        Urn named = dataset;
        DatasetName.of(dataset)
                .ifPresent(name -> Once.declare(commit, named, Attributes.NAME, name.text(), at));
    }

    /** Says what changed of an entity. */
    public static void updated(Commit commit, Entity before, Entity after) {
        Urn node = Nodes.of(after);
        EventTime at = at(commit, after.modifiedMillis());
        commit.subject(node);
        Map<String, Object> was = EntityAttributes.of(before, node);
        Map<String, Object> is = EntityAttributes.of(after, node);
        was.forEach(
                (key, value) -> {
                    if (!is.containsKey(key)) {
                        commit.declare(node, key, null, at);
                    }
                });
        is.forEach(
                (key, value) -> {
                    if (!value.equals(was.get(key))) {
                        commit.declare(node, key, value, at);
                    }
                });
        if (after.kind() == EntityKind.COMPONENT) {
            ComponentFacts.changed(commit, node, before, after);
        }
    }

    /** Says which tags an entity got and lost. */
    public static void tagged(
            Commit commit, Entity entity, Map<String, String> before, Map<String, String> after) {
        Urn node = Nodes.of(entity);
        EventTime at = EventTime.received(commit.now());
        commit.subject(node);
        before.keySet().stream()
                .filter(key -> !after.containsKey(key))
                .forEach(key -> commit.declare(node, Attributes.TAG + key, null, at));
        after.forEach(
                (key, value) -> {
                    if (!value.equals(before.get(key))) {
                        commit.declare(node, Attributes.TAG + key, value, at);
                    }
                });
    }

    /**
     * Says that an entity was deleted: its node stays in its lineage. What an artifact stands for
     * is not deleted with it.
     */
    public static void deleted(Commit commit, Entity entity) {
        Urn node = Nodes.of(entity);
        commit.subject(node);
        EventTime at = EventTime.received(commit.now());
        if (entity.kind() == EntityKind.ARTIFACT) {
            commit.declare(node, Attributes.ARN, null, at);
        } else {
            commit.declare(node, Attributes.DELETED, true, at);
        }
    }

    /** Dates what is said: by the time told, or by the receipt when that is the same. */
    static EventTime at(Commit commit, long millis) {
        return millis == commit.now().toEpochMilli()
                ? EventTime.received(commit.now())
                : EventTime.reported(millis);
    }
}
