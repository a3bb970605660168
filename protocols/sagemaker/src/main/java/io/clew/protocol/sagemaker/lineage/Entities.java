package io.clew.protocol.sagemaker.lineage;

import io.clew.commit.Commit;
import io.clew.protocol.sagemaker.facts.EntityFacts;
import io.clew.protocol.sagemaker.facts.Nodes;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.AssociationRows;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.rows.TagRows;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what is the same for all kinds of entities, inside a transaction. */
public final class Entities {
    private Entities() {}

    /** Returns the ARN that a call means by a name, or by the ARN itself. */
    public static Arn arn(Call call, EntityKind kind, String nameOrArn) {
        return nameOrArn.startsWith("arn:")
                ? Arn.parse(nameOrArn)
                        .filter(arn -> arn.entity().orElse(null) == kind)
                        .orElseThrow(() -> missing(kind, nameOrArn))
                : Arn.of(call.region(), call.account(), kind, nameOrArn);
    }

    /**
     * Returns the entity that a call means by a name or ARN.
     *
     * @throws Refusal NOT_FOUND
     */
    public static Entity find(Scope scope, Call call, EntityKind kind, String nameOrArn) {
        return EntityRows.find(scope, arn(call, kind, nameOrArn).toString())
                .orElseThrow(() -> missing(kind, nameOrArn));
    }

    /** Says that there is none. */
    public static Refusal missing(EntityKind kind, String nameOrArn) {
        return Refusal.notFound("%s '%s' does not exist.".formatted(kind.prefix(), nameOrArn));
    }

    /**
     * Keeps a new entity with its tags, and says it in the graph.
     *
     * @throws Refusal VALIDATION when there is one already
     */
    public static Entity create(Commit commit, Entity draft, Map<String, String> tags) {
        Scope scope = Scope.of(commit);
        String arn = draft.arn().toString();
        if (EntityRows.find(scope, arn).isPresent()) {
            throw Refusal.invalid(
                    "%s with ARN %s already exists.".formatted(draft.kind().prefix(), arn));
        }
        long now = commit.now().toEpochMilli();
        Entity entity =
                new Entity(
                        draft.arn(),
                        draft.kind(),
                        draft.name(),
                        draft.type(),
                        draft.source(),
                        draft.parent(),
                        draft.createdMillis() < 0 ? now : draft.createdMillis(),
                        draft.modifiedMillis() < 0 ? now : draft.modifiedMillis(),
                        commit.nodeId(Nodes.of(draft)),
                        draft.document());
        EntityRows.insert(scope, entity);
        TagRows.put(scope, arn, tags);
        EntityFacts.created(commit, entity, tags);
        return entity;
    }

    /** Makes an entity that is not kept yet; its times are those of the write. */
    public static Entity draft(
            Arn arn,
            EntityKind kind,
            String name,
            String type,
            String source,
            Map<String, @Nullable Object> document) {
        return new Entity(arn, kind, name, type, source, "", -1, -1, 0, document);
    }

    /** Keeps what changed of an entity, and says it in the graph. */
    public static Entity update(Commit commit, Entity before, Entity after) {
        EntityRows.update(Scope.of(commit), after);
        EntityFacts.updated(commit, before, after);
        return after;
    }

    /**
     * Deletes an entity that nothing is associated with.
     *
     * @throws Refusal VALIDATION when something is
     */
    public static void delete(Commit commit, Entity entity) {
        Scope scope = Scope.of(commit);
        String arn = entity.arn().toString();
        if (AssociationRows.has(scope, arn)) {
            throw Refusal.invalid(
                    "%s %s cannot be deleted while it is associated with others: delete its associations first."
                            .formatted(entity.kind().prefix(), arn));
        }
        EntityRows.delete(scope, entity);
        TagRows.deleteAll(scope, arn);
        EntityFacts.deleted(commit, entity);
    }

    /** Returns the answer that describes an entity. */
    public static Fields describe(Entity entity) {
        Fields fields =
                Fields.of()
                        .put(
                                entity.kind().nameField(),
                                entity.name().isEmpty() ? null : entity.name())
                        .put(entity.kind().arnField(), entity.arn().toString());
        entity.document().forEach(fields::put);
        return times(fields, entity).put("CreatedBy", Map.of()).put("LastModifiedBy", Map.of());
    }

    /** Adds when an entity was made and last changed. */
    public static Fields times(Fields fields, Entity entity) {
        return fields.time("CreationTime", entity.createdMillis())
                .time("LastModifiedTime", entity.modifiedMillis());
    }

    /** Returns the answer that names an entity by its ARN alone. */
    public static Map<String, @Nullable Object> named(Entity entity) {
        return Fields.of().put(entity.kind().arnField(), entity.arn().toString()).map();
    }
}
