package io.clew.protocol.openlineage.facets;

import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the facets that say what was derived from what. */
public final class Derivations {
    /**
     * Most derivations of one event. Spark repeats indirect inputs under every column: 200 of 200
     * are 40,000.
     */
    public static final int DERIVATIONS_MAX = 50_000;

    static final String COLUMN_LINEAGE = "columnLineage";
    static final String LINEAGE = "lineage";

    private Derivations() {}

    /**
     * Reads the {@code columnLineage} facet of an output; empty when it has none.
     *
     * <p>One for each pair of columns, however often the facet names it; inputs of the dataset as a
     * whole ({@code dataset[]}) have no output field. Beyond {@link #DERIVATIONS_MAX} they are left
     * out, and the attribute {@code cut.columnLineage} of the dataset says how many.
     */
    public static List<Derivation> ofColumnLineage(DatasetRef output) {
        return output.facets()
                .find(COLUMN_LINEAGE)
                .map(facet -> ColumnLineage.read(output, new Members(facet)))
                .orElse(List.of());
    }

    /** Says whether the {@code columnLineage} facet of an output tells more than is taken. */
    public static boolean isColumnLineageCut(DatasetRef output) {
        return output.facets()
                .find(COLUMN_LINEAGE)
                .filter(facet -> ColumnLineage.count(new Members(facet)) > DERIVATIONS_MAX)
                .isPresent();
    }

    /**
     * Reads the explicit {@code lineage} facets of an event: of its job or run, and of each dataset
     * it names.
     *
     * @param own the event's run, or its job when there is no run: what the facets mean by the
     *     event's own job; null for a DatasetEvent, where such inputs say nothing
     * @return empty when the event has no such facet
     */
    public static Optional<ExplicitLineage> ofLineage(Event event, @Nullable Urn own) {
        return LineageFacets.read(event, own);
    }
}
