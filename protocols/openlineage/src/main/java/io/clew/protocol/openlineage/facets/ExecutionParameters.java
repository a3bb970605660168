package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code executionParameters}: with what a run was started, hyperparameters among it; they are
 * parameters as those of any tool, texts by their key. Secrets are masked.
 */
final class ExecutionParameters implements Meaning {

    @Override
    public void state(Members facet, Subject subject) {
        Family parameters = new Family();
        for (Members each : facet.objects("parameters")) {
            @Nullable String key = each.text("key");
            @Nullable String value = each.text("value");
            if (key != null && value != null) {
                parameters.put(key, Subject.bounded(SecretNames.masked(key, value)));
            }
        }
        parameters.state(subject, Attributes.PARAM, "executionParameters");
    }

    @Override
    public void end(Subject subject) {
        subject.out().family(subject.node(), Attributes.PARAM, Map.of());
    }
}
