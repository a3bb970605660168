package io.clew.questions.resolve;

import io.clew.identity.NearNames;
import io.clew.identity.Reference;
import io.clew.identity.dataset.ColumnName;
import io.clew.identity.dataset.DatasetName;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.SameAs;
import io.clew.questions.node.Value;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds columns by their dataset, by whichever of its names, and their own name. */
final class Columns {
    private Columns() {}

    /** Finds the column under the dataset's name as given, else under its other names. */
    static List<NodeRow> find(Lookup lookup, Reference.ColumnRef column) {
        List<NodeRow> named = lookup.named(column);
        if (!named.isEmpty()) {
            return named;
        }
        List<ColumnName> others = new ArrayList<>();
        for (ColumnName candidate : column.candidates()) {
            for (NodeRow dataset : datasets(lookup, candidate.dataset())) {
                DatasetName.of(dataset.urn())
                        .ifPresent(name -> others.add(new ColumnName(name, candidate.column())));
            }
        }
        return others.isEmpty() ? List.of() : lookup.named(new Reference.ColumnRef(others));
    }

    /** Says what is known of the column's dataset. */
    static String sentence(Lookup lookup, String text, Reference.ColumnRef reading) {
        for (ColumnName column : reading.candidates()) {
            List<NodeRow> datasets = datasets(lookup, column.dataset());
            if (!datasets.isEmpty()) {
                String dataset = column.dataset().text();
                return isInSchema(lookup, datasets, column.column())
                        ? "%s has a column %s by its schema, but no lineage names it: ask for the dataset."
                                .formatted(dataset, column.column())
                        : "Nothing is known of a column %s of %s."
                                .formatted(column.column(), dataset);
            }
        }
        return "Nothing is known of %s.".formatted(text);
    }

    /** Returns columns with near names of the dataset, and the dataset; else near datasets. */
    static List<String> near(Lookup lookup, Reference.ColumnRef reading) {
        for (ColumnName column : reading.candidates()) {
            List<NodeRow> datasets = datasets(lookup, column.dataset());
            if (!datasets.isEmpty()) {
                List<String> known =
                        members(lookup, datasets, EdgeKind.PART_OF, NodeKind.COLUMN).stream()
                                .map(link -> link.edge().from().last())
                                .toList();
                List<String> near = new ArrayList<>();
                for (String name : NearNames.of(column.column(), known, NotFound.NEAR_MAX - 1)) {
                    near.add(new ColumnName(column.dataset(), name).text());
                }
                near.add(column.dataset().text());
                return near;
            }
        }
        return NotFound.anyName(lookup, reading.candidates().getFirst().dataset().text());
    }

    /** Returns the node of a dataset's name and those that are the same. */
    private static List<NodeRow> datasets(Lookup lookup, DatasetName name) {
        return NodeRows.find(lookup.db(), lookup.workspaceId(), name.urn())
                .map(
                        dataset -> {
                            Set<Integer> all = new HashSet<>(Set.of(dataset.id()));
                            all.addAll(
                                    SameAs.of(lookup.db(), all, lookup.clocks())
                                            .getOrDefault(dataset.id(), Set.of()));
                            return List.copyOf(
                                    NodeRows.byId(lookup.db(), lookup.workspaceId(), all).values());
                        })
                .orElse(List.of());
    }

    private static List<Link> members(
            Lookup lookup, List<NodeRow> datasets, EdgeKind kind, NodeKind memberKind) {
        return Links.to(
                        lookup.db(),
                        datasets.stream().map(NodeRow::id).toList(),
                        lookup.clocks(),
                        kind)
                .stream()
                .filter(link -> link.edge().from().kind() == memberKind)
                .toList();
    }

    private static boolean isInSchema(Lookup lookup, List<NodeRow> datasets, String column) {
        Set<Integer> holders = new HashSet<>();
        datasets.forEach(dataset -> holders.add(dataset.id()));
        members(lookup, datasets, EdgeKind.VERSION_OF, NodeKind.DATASET_VERSION)
                .forEach(link -> holders.add(link.from()));
        return AttributeValues.of(lookup.db(), holders, lookup.clocks()).values().stream()
                .map(values -> values.get(Attributes.SCHEMA))
                .filter(Objects::nonNull)
                .anyMatch(schema -> names(schema, column));
    }

    private static boolean names(Value schema, String column) {
        return schema.value() instanceof List<?> fields
                && fields.stream()
                        .anyMatch(
                                field ->
                                        field instanceof Map<?, ?> map
                                                && column.equals(map.get("name")));
    }
}
