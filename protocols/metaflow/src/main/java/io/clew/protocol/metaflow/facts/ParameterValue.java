package io.clew.protocol.metaflow.facts;

import io.clew.model.Secrets;
import io.clew.protocol.metaflow.rows.MetadataRows;
import org.jspecify.annotations.Nullable;

/** Shows the values of parameters, but for secrets. */
final class ParameterValue {
    private ParameterValue() {}

    /** Returns a plain value as text; what its name or look says is a secret is masked. */
    static String text(String name, @Nullable Object value) {
        return value == null ? "None" : Secrets.masked(name, MetadataRows.shown(value));
    }
}
