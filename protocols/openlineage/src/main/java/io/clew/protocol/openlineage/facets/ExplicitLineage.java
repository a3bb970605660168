package io.clew.protocol.openlineage.facets;

import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.List;
import java.util.Map;

/**
 * States what the explicit {@code lineage} facets of one event say; where there are any, no {@code
 * derived-from} is inferred and {@code columnLineage} does not count, even when all lists are
 * empty.
 *
 * @param derivations what datasets and columns were derived from other datasets and columns
 * @param flows what has a job at one end or both; edges as they stand, to be drawn as they are
 */
public record ExplicitLineage(List<Derivation> derivations, List<Flow> flows) {
    public ExplicitLineage {
        derivations = List.copyOf(derivations);
        flows = List.copyOf(flows);
    }

    /**
     * States that data went into or came out of a job.
     *
     * <p>A dataset or column is {@code generated-by} a job or run, a job or run {@code used} a
     * dataset or column, a job or run is {@code informed-by} another, and each column named is
     * {@code part-of} its dataset. A job is its run where the facet names that, or where it is the
     * event's own job and the event is of a run.
     *
     * @param attributes {@code transformations} where the facet tells them
     */
    public record Flow(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes) {}
}
