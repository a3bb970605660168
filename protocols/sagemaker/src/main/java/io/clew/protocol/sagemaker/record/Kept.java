package io.clew.protocol.sagemaker.record;

import io.clew.commit.Commit;
import io.clew.protocol.sagemaker.lineage.Artifacts;
import io.clew.protocol.sagemaker.lineage.Associations;
import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.AssociationRows;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what SageMaker would make by itself: makes what is not there, and changes what differs. */
public final class Kept {
    private static final int NAME_CHARS_MAX = 120;

    private final Commit commit;
    private final Call call;

    /** Keeps what a call says. */
    public Kept(Commit commit, Call call) {
        this.commit = commit;
        this.call = call;
    }

    /** Keeps an entity as a draft has it; members that the draft lacks stay. */
    public Entity entity(Entity draft) {
        return entity(draft, Map.of());
    }

    /** Keeps an entity with its tags. */
    Entity entity(Entity draft, Map<String, String> tags) {
        Optional<Entity> there = EntityRows.find(Scope.of(commit), draft.arn().toString());
        if (there.isEmpty()) {
            return Entities.create(commit, draft, tags);
        }
        Entity before = there.get();
        Map<String, @Nullable Object> document = new LinkedHashMap<>(before.document());
        document.putAll(draft.document());
        String name = draft.name().isEmpty() ? before.name() : draft.name();
        if (document.equals(before.document()) && name.equals(before.name())) {
            return before;
        }
        long at = draft.modifiedMillis() < 0 ? commit.now().toEpochMilli() : draft.modifiedMillis();
        return Entities.update(commit, before, before.changed(name, document, at));
    }

    /** Keeps an artifact of an address. */
    Entity artifact(String uri, String type, Map<String, @Nullable Object> properties) {
        Map<String, @Nullable Object> source = Fields.of().put("SourceUri", uri).map();
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        if (!properties.isEmpty()) {
            more.put("Properties", properties);
        }
        Entity draft = Artifacts.draft(call, "", type, source, more);
        // AWS itself may have made one of the same source, under an ARN of its own.
        Optional<Entity> there = find(uri);
        return entity(there.isEmpty() ? draft : draft.as(there.get().arn()));
    }

    /** Returns the artifact of an address. */
    Optional<Entity> find(String uri) {
        Arn arn = Artifacts.arn(call, Fields.of().put("SourceUri", uri).map());
        return EntityRows.find(Scope.of(commit), arn.toString())
                .or(() -> EntityRows.artifact(Scope.of(commit), call.region(), uri));
    }

    /** Keeps a context that stands for something of SageMaker's. */
    Entity context(String name, String sourceArn, String type) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("ContextType", type);
        document.put("Source", Map.of("SourceUri", sourceArn, "SourceType", "ARN"));
        return entity(
                Entities.draft(
                        Arn.of(call.region(), call.account(), EntityKind.CONTEXT, name),
                        EntityKind.CONTEXT,
                        name,
                        type,
                        sourceArn,
                        document));
    }

    /** Keeps an action that SageMaker makes of something of its own. */
    Entity action(String name, String sourceArn, String type, String status) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("ActionType", type);
        document.put("Source", Map.of("SourceUri", sourceArn, "SourceType", "ARN"));
        document.put("Status", status);
        return entity(
                Entities.draft(
                        Arn.of(call.region(), call.account(), EntityKind.ACTION, name),
                        EntityKind.ACTION,
                        name,
                        type,
                        sourceArn,
                        document));
    }

    /** Names what SageMaker makes of something; such names have at most 120 characters. */
    static String name(String of, String suffix) {
        return of.substring(0, Math.min(of.length(), NAME_CHARS_MAX - suffix.length())) + suffix;
    }

    /** Keeps that two entities are associated; one that is there stays as it is. */
    void association(Entity source, Entity destination, String type) {
        association(source, destination, type, commit.now().toEpochMilli());
    }

    /** Keeps that two entities were associated at a time. */
    public void association(Entity source, Entity destination, String type, long atMillis) {
        boolean there =
                AssociationRows.find(
                                Scope.of(commit),
                                source.arn().toString(),
                                destination.arn().toString())
                        .isPresent();
        if (!there && !source.arn().equals(destination.arn())) {
            Associations.add(commit, source, destination, type, atMillis);
        }
    }
}
