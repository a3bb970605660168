package io.clew.protocol.sagemaker.lineage;

import io.clew.commit.Commit;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.Listing;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Feature;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the five operations on one kind of entity that has a name: create, describe, update,
 * delete, list. What a kind has of its own is said by its class.
 */
public abstract class NamedEntities implements Feature {
    /** Where they are kept. */
    protected final SageMakerStore store;

    /** Their kind. */
    protected final EntityKind kind;

    protected NamedEntities(SageMakerStore store, EntityKind kind) {
        this.store = store;
        this.kind = kind;
    }

    /**
     * Makes the entity that a creating call tells of; it is not kept yet.
     *
     * @throws io.clew.protocol.sagemaker.wire.Refusal when the call cannot be done
     */
    protected abstract Entity draft(Scope scope, Call call);

    /** Says what is true of a new entity besides what it tells itself; nothing for most kinds. */
    protected void created(Commit commit, Entity entity) {}

    /** Returns the document of an entity as an updating call leaves it. */
    protected abstract Map<String, @Nullable Object> updated(Entity before, Call call);

    /**
     * Checks that an entity may go; its associations are checked for all kinds.
     *
     * @throws io.clew.protocol.sagemaker.wire.Refusal VALIDATION when it may not
     */
    protected void checkDeletable(Scope scope, Entity entity) {}

    /** Returns the answer that describes an entity. */
    protected abstract Fields described(Scope scope, Entity entity);

    /** Returns what a listing call lists. */
    protected abstract Listing listing(Scope scope, Call call);

    /** Adds what a line of a list has besides ARN, name and times. */
    protected abstract Fields summary(Fields fields, Entity entity);

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("Create" + kind.prefix(), this::create);
        operations.accept("Describe" + kind.prefix(), this::describe);
        operations.accept("Update" + kind.prefix(), this::update);
        operations.accept("Delete" + kind.prefix(), this::delete);
        operations.accept("List" + kind.prefix() + "s", this::list);
    }

    /** Makes the entity with the name that a call gives it. */
    protected Entity named(
            Call call, String type, String source, Map<String, @Nullable Object> document) {
        String name = call.text(kind.nameField());
        Arn arn = Arn.of(call.region(), call.account(), kind, name);
        return Entities.draft(arn, kind, name, type, source, document);
    }

    /** Returns an entity's document with those of some members that a call sets. */
    protected static Map<String, @Nullable Object> changed(
            Map<String, @Nullable Object> document, Call call, String... members) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(document);
        changed.putAll(call.given(members));
        return changed;
    }

    /** Returns the entity that a call names. */
    protected Entity find(Scope scope, Call call) {
        return Entities.find(scope, call, kind, call.text(kind.nameField()));
    }

    private Map<String, @Nullable Object> create(Call call) {
        Map<String, String> tags = Tags.of(call);
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Entity draft = draft(Scope.of(commit), call);
                            Entity entity = Entities.create(commit, draft, tags);
                            created(commit, entity);
                            return entity;
                        }));
    }

    private Map<String, @Nullable Object> describe(Call call) {
        return store.read(call, scope -> described(scope, find(scope, call)).map());
    }

    private Map<String, @Nullable Object> update(Call call) {
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Entity before = find(Scope.of(commit), call);
                            return Entities.update(
                                    commit,
                                    before,
                                    before.changed(
                                            before.name(),
                                            updated(before, call),
                                            commit.now().toEpochMilli()));
                        }));
    }

    private Map<String, @Nullable Object> delete(Call call) {
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Scope scope = Scope.of(commit);
                            Entity entity = find(scope, call);
                            checkDeletable(scope, entity);
                            Entities.delete(commit, entity);
                            return entity;
                        }));
    }

    private Map<String, @Nullable Object> list(Call call) {
        return store.read(
                call,
                scope -> {
                    Listing.Page page = listing(scope, call).read(scope);
                    return Fields.of()
                            .put(
                                    kind.prefix() + "Summaries",
                                    page.entities().stream().map(this::line).toList())
                            .put("NextToken", page.next())
                            .map();
                });
    }

    private Map<String, @Nullable Object> line(Entity entity) {
        Fields fields =
                Fields.of()
                        .put(kind.arnField(), entity.arn().toString())
                        .put(kind.nameField(), entity.name());
        return Entities.times(summary(fields, entity), entity).map();
    }
}
