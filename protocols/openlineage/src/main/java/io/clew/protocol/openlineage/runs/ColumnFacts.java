package io.clew.protocol.openlineage.runs;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.facets.Derivation;
import io.clew.protocol.openlineage.facets.ExplicitLineage;
import io.clew.protocol.openlineage.facets.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** States which columns were derived from which columns or datasets. */
public final class ColumnFacts {

    /** Name of the edge's attribute that says how. */
    public static final String TRANSFORMATIONS = "transformations";

    private ColumnFacts() {}

    /** States derivations; those between whole datasets are not of columns and are left out. */
    public static void state(List<Derivation> derivations, Statements out) {
        for (Derivation derivation : derivations) {
            if (derivation.outputField() == null && derivation.inputField() == null) {
                continue;
            }
            Urn effect = end(derivation.output(), derivation.outputField(), out);
            Urn cause = end(derivation.input(), derivation.inputField(), out);
            if (!effect.equals(cause)) {
                out.draw(effect, EdgeKind.DERIVED_FROM, cause, attributes(derivation));
            }
        }
    }

    /** An edge that derivations draw. */
    public record Drawn(Urn from, Urn to) {}

    /** Returns the edges that {@link #state} draws, each with its attributes. */
    public static Map<Drawn, Map<String, Object>> edges(List<Derivation> derivations) {
        Map<Drawn, Map<String, Object>> edges = new HashMap<>();
        for (Derivation derivation : derivations) {
            if (derivation.outputField() != null || derivation.inputField() != null) {
                edges.put(
                        new Drawn(
                                name(derivation.output(), derivation.outputField()),
                                name(derivation.input(), derivation.inputField())),
                        attributes(derivation));
            }
        }
        edges.keySet().removeIf(edge -> edge.from().equals(edge.to()));
        return edges;
    }

    private static Urn name(DatasetName dataset, @Nullable String field) {
        return field == null ? dataset.urn() : OpenLineageUrns.column(dataset.urn(), field);
    }

    /** Draws what went into and came out of jobs. */
    public static void flows(ExplicitLineage lineage, Statements out) {
        for (ExplicitLineage.Flow flow : lineage.flows()) {
            out.draw(flow.from(), flow.kind(), flow.to(), flow.attributes());
        }
    }

    private static Urn end(DatasetName dataset, @Nullable String field, Statements out) {
        if (field == null) {
            return dataset.urn();
        }
        Urn column = OpenLineageUrns.column(dataset.urn(), field);
        out.draw(column, EdgeKind.PART_OF, dataset.urn(), Map.of());
        return column;
    }

    private static Map<String, Object> attributes(Derivation derivation) {
        return derivation.transformations().isEmpty()
                ? Map.of()
                : Map.of(TRANSFORMATIONS, derivation.transformations());
    }
}
