package io.clew.protocol.sagemaker.lineage;

import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.Listing;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations on actions and contexts, which have names of their own. */
public final class LineageEntities extends NamedEntities {
    private final String typeField;

    /**
     * Makes the operations of one kind.
     *
     * @param kind an action or a context
     */
    public LineageEntities(SageMakerStore store, EntityKind kind) {
        super(store, kind);
        this.typeField = kind.prefix() + "Type";
    }

    @Override
    protected Entity draft(Scope scope, Call call) {
        return named(
                call,
                call.text(typeField),
                String.valueOf(call.map("Source").get("SourceUri")),
                call.given(
                        typeField,
                        "Source",
                        "Description",
                        "Status",
                        "Properties",
                        "MetadataProperties"));
    }

    @Override
    protected Map<String, @Nullable Object> updated(Entity before, Call call) {
        return changed(Properties.updated(before.document(), call), call, "Description", "Status");
    }

    @Override
    protected Fields described(Scope scope, Entity entity) {
        return Entities.describe(entity).put("LineageGroupArn", LineageGroups.arn(entity.arn()));
    }

    @Override
    protected Listing listing(Scope scope, Call call) {
        return new Listing(call, kind).ofSource("SourceUri").ofType(typeField);
    }

    @Override
    protected Fields summary(Fields fields, Entity entity) {
        return fields.put("Source", entity.document().get("Source"))
                .put(typeField, entity.type())
                .put("Status", entity.document().get("Status"));
    }
}
