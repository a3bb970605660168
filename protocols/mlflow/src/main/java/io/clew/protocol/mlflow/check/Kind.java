package io.clew.protocol.mlflow.check;

import io.clew.model.Attributes;
import java.util.List;
import java.util.Set;

/** Lists the rows that are checked, each with the attributes that rows and facts share. */
enum Kind {
    EXPERIMENTS(Set.of(Attributes.NAME, Attributes.DELETED), List.of(Attributes.TAG)),
    RUNS(
            Set.of(Attributes.NAME, Attributes.STATUS, Attributes.DELETED),
            List.of(Attributes.TAG, Attributes.PARAM)),
    LOGGED_MODELS(
            Set.of(Attributes.NAME, Attributes.DELETED), List.of(Attributes.TAG, Attributes.PARAM)),
    REGISTERED_MODELS(
            Set.of(Attributes.NAME, Attributes.DESCRIPTION, Attributes.DELETED),
            List.of(Attributes.TAG)),
    MODEL_VERSIONS(
            Set.of(Attributes.STAGE, Attributes.DESCRIPTION, Attributes.DELETED),
            List.of(Attributes.TAG, Attributes.ALIAS)),
    FILES(Set.of(Attributes.DIGEST, Attributes.SIZE_BYTES, Attributes.DELETED), List.of());

    private final Set<String> names;
    private final List<String> prefixes;

    Kind(Set<String> names, List<String> prefixes) {
        this.names = names;
        this.prefixes = prefixes;
    }

    /** Says whether rows tell this attribute too. */
    boolean shares(String attribute) {
        return names.contains(attribute) || prefixes.stream().anyMatch(attribute::startsWith);
    }

    /** Returns the name that people read. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
