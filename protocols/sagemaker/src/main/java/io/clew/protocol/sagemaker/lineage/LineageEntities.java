package io.clew.protocol.sagemaker.lineage;

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
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Answers the operations on actions and contexts, which have names of their own. */
public final class LineageEntities implements Feature {
    /** Members of a creating call that the describing answer has too. */
    private static final List<String> CREATED =
            List.of("Source", "Description", "Status", "Properties", "MetadataProperties");

    private final SageMakerStore store;
    private final EntityKind kind;
    private final String typeField;

    /**
     * Makes the operations of one kind.
     *
     * @param kind an action or a context
     */
    public LineageEntities(SageMakerStore store, EntityKind kind) {
        this.store = store;
        this.kind = kind;
        this.typeField = kind.prefix() + "Type";
    }

    @Override
    public void addTo(BiConsumer<String, Operation> operations) {
        operations.accept("Create" + kind.prefix(), this::create);
        operations.accept("Describe" + kind.prefix(), this::describe);
        operations.accept("Update" + kind.prefix(), this::update);
        operations.accept("Delete" + kind.prefix(), this::delete);
        operations.accept("List" + kind.prefix() + "s", this::list);
    }

    private Map<String, @Nullable Object> create(Call call) {
        String name = call.text(kind.nameField());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(typeField, call.text(typeField));
        CREATED.forEach(
                field -> {
                    Object value = call.fields().get(field);
                    if (value != null) {
                        document.put(field, value);
                    }
                });
        Entity draft =
                Entities.draft(
                        Arn.of(call.region(), call.account(), kind, name),
                        kind,
                        name,
                        call.text(typeField),
                        String.valueOf(call.map("Source").get("SourceUri")),
                        document);
        Map<String, String> tags = Tags.of(call);
        return Entities.named(store.write(call, commit -> Entities.create(commit, draft, tags)));
    }

    private Map<String, @Nullable Object> describe(Call call) {
        Entity entity =
                store.read(scope -> Entities.find(scope, call, kind, call.text(kind.nameField())));
        return Entities.describe(entity)
                .put("LineageGroupArn", LineageGroups.arn(entity.arn()))
                .map();
    }

    private Map<String, @Nullable Object> update(Call call) {
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Entity before =
                                    Entities.find(
                                            Scope.of(commit),
                                            call,
                                            kind,
                                            call.text(kind.nameField()));
                            Map<String, @Nullable Object> document =
                                    Properties.updated(before.document(), call);
                            for (String field : List.of("Description", "Status")) {
                                if (call.fields().get(field) != null) {
                                    document.put(field, call.fields().get(field));
                                }
                            }
                            return Entities.update(
                                    commit,
                                    before,
                                    before.changed(
                                            before.name(), document, commit.now().toEpochMilli()));
                        }));
    }

    private Map<String, @Nullable Object> delete(Call call) {
        return Entities.named(
                store.write(
                        call,
                        commit -> {
                            Entity entity =
                                    Entities.find(
                                            Scope.of(commit),
                                            call,
                                            kind,
                                            call.text(kind.nameField()));
                            Entities.delete(commit, entity);
                            return entity;
                        }));
    }

    private Map<String, @Nullable Object> list(Call call) {
        Listing listing = new Listing(call, kind).ofSource("SourceUri").ofType(typeField);
        Listing.Page page = store.read(listing::read);
        return Fields.of()
                .put(
                        kind.prefix() + "Summaries",
                        page.entities().stream().map(this::summary).toList())
                .put("NextToken", page.next())
                .map();
    }

    private Map<String, @Nullable Object> summary(Entity entity) {
        Fields fields =
                Fields.of()
                        .put(kind.arnField(), entity.arn().toString())
                        .put(kind.nameField(), entity.name())
                        .put("Source", entity.document().get("Source"))
                        .put(typeField, entity.type())
                        .put("Status", entity.document().get("Status"));
        return Entities.times(fields, entity).map();
    }
}
