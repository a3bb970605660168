package io.clew.protocol.sagemaker.experiments;

import io.clew.protocol.sagemaker.lineage.NamedEntities;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.Listing;
import io.clew.protocol.sagemaker.rows.SageMakerStore;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Fields;
import io.clew.protocol.sagemaker.wire.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations on experiments. */
public final class Experiments extends NamedEntities {
    private static final String[] MEMBERS = {"DisplayName", "Description"};

    public Experiments(SageMakerStore store) {
        super(store, EntityKind.EXPERIMENT);
    }

    @Override
    protected Entity draft(Scope scope, Call call) {
        return named(call, "", "", call.given(MEMBERS));
    }

    @Override
    protected Map<String, @Nullable Object> updated(Entity before, Call call) {
        return changed(before.document(), call, MEMBERS);
    }

    @Override
    protected void checkDeletable(Scope scope, Entity experiment) {
        if (EntityRows.hasChildren(scope, experiment.arn().toString())) {
            throw Refusal.invalid(
                    "Experiment '%s' cannot be deleted while it has trials: delete them first."
                            .formatted(experiment.name()));
        }
    }

    @Override
    protected Fields described(Scope scope, Entity experiment) {
        return DisplayNames.described(experiment);
    }

    @Override
    protected Listing listing(Scope scope, Call call) {
        return new Listing(call, kind);
    }

    @Override
    protected Fields summary(Fields fields, Entity experiment) {
        return DisplayNames.put(fields, experiment)
                .put("ExperimentSource", experiment.document().get("Source"));
    }
}
