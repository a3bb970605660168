package io.clew.protocol.openlineage.marquez.views;

import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what columns were derived from. */
final class ColumnInputs {
    private ColumnInputs() {}

    /** Returns the inputs of some columns by column; one without any is absent. */
    static Map<Integer, List<ColumnInput>> of(Db db, Collection<Integer> columns, Clocks clocks) {
        Map<Integer, List<ColumnInput>> inputs = new HashMap<>();
        for (Link link : Links.from(db, columns, clocks, EdgeKind.DERIVED_FROM)) {
            Urn to = link.edge().to();
            boolean isColumn = to.kind() == NodeKind.COLUMN && to.segments().size() == 3;
            boolean isDataset = to.kind() == NodeKind.DATASET && to.segments().size() == 2;
            if (isColumn || isDataset) {
                inputs.computeIfAbsent(link.from(), c -> new ArrayList<>())
                        .add(
                                new ColumnInput(
                                        link.to(),
                                        to.segment(0),
                                        to.segment(1),
                                        isColumn ? to.segment(2) : ColumnInput.WHOLE,
                                        null,
                                        transformations(link.edge().attributes())));
            }
        }
        inputs.values()
                .forEach(
                        list ->
                                list.sort(
                                        Comparator.comparing(ColumnInput::namespace)
                                                .thenComparing(ColumnInput::dataset)
                                                .thenComparing(ColumnInput::field)));
        return inputs;
    }

    @SuppressWarnings("unchecked") // attributes of facts are made of texts, lists and maps of these
    private static List<Map<String, Object>> transformations(Map<String, Object> attributes) {
        return attributes.get(Attributes.TRANSFORMATIONS) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(one -> (Map<String, Object>) one)
                        .collect(Collectors.toList())
                : List.of();
    }
}
