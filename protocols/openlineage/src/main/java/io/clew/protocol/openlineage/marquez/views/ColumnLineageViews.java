package io.clew.protocol.openlineage.marquez.views;

import io.clew.identity.dataset.DatasetName;
import io.clew.model.Attributes;
import io.clew.model.Clocks;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.marquez.graph.ColumnWalk;
import io.clew.protocol.openlineage.marquez.graph.JobGraph;
import io.clew.protocol.openlineage.marquez.wire.NodeId;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.node.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the view of the columns that a walk met. */
public final class ColumnLineageViews {
    private final JobGraph graph;
    private final Map<DatasetName, String> versions;
    private final Map<Integer, SortedMap<String, Value>> values;

    /** Gathers what is said of one node. */
    private static final class Draft {
        private final DatasetName dataset;
        private final String field;
        private final String type;
        private final List<ColumnInput> inputs = new ArrayList<>();
        private final SequencedSet<String> from = new LinkedHashSet<>();
        private final SequencedSet<String> to = new LinkedHashSet<>();

        Draft(DatasetName dataset, String field, String type) {
            this.dataset = dataset;
            this.field = field;
            this.type = type;
        }
    }

    private ColumnLineageViews(
            JobGraph graph,
            Map<DatasetName, String> versions,
            Map<Integer, SortedMap<String, Value>> values) {
        this.graph = graph;
        this.versions = versions;
        this.values = values;
    }

    /**
     * Makes the view; a column that was derived from nothing and from which nothing was is left
     * out, as in Marquez.
     *
     * @param versions UUIDs of versions to show, by dataset; empty when no version is asked for
     */
    public static ColumnLineageView of(
            Entities entities, ColumnWalk walk, Clocks clocks, Map<DatasetName, String> versions) {
        var db = entities.scope().db();
        Map<Integer, List<ColumnInput>> inputs = ColumnInputs.of(db, walk.columns(), clocks);
        return new ColumnLineageViews(
                        entities.graph(),
                        versions,
                        AttributeValues.of(
                                db, walk.columns(), clocks, List.of(Attributes.DATA_TYPE)))
                .view(walk, inputs);
    }

    private ColumnLineageView view(ColumnWalk walk, Map<Integer, List<ColumnInput>> inputs) {
        Map<String, Draft> drafts = new TreeMap<>();
        for (int column : walk.columns()) {
            List<ColumnInput> of = inputs.getOrDefault(column, List.of());
            Urn urn = graph.urn(column);
            if (of.isEmpty() || urn.segments().size() != 3) {
                continue;
            }
            DatasetName dataset = new DatasetName(urn.segment(0), urn.segment(1));
            Draft draft = draft(drafts, dataset, urn.segment(2), column);
            for (ColumnInput input : of) {
                boolean shown =
                        walk.columns().contains(input.node())
                                || input.field().equals(ColumnInput.WHOLE);
                if (shown) {
                    add(drafts, draft, input);
                }
            }
        }
        List<ColumnLineageView.Node> nodes = new ArrayList<>();
        drafts.forEach((id, draft) -> nodes.add(node(id, draft)));
        return new ColumnLineageView(
                nodes.stream().filter(n -> !n.from().isEmpty() || !n.to().isEmpty()).toList(),
                walk.truncated());
    }

    private void add(Map<String, Draft> drafts, Draft draft, ColumnInput input) {
        DatasetName dataset = new DatasetName(input.namespace(), input.dataset());
        Draft other = draft(drafts, dataset, input.field(), input.node());
        draft.inputs.add(
                new ColumnInput(
                        input.node(),
                        input.namespace(),
                        input.dataset(),
                        input.field(),
                        versions.get(dataset),
                        input.transformations()));
        draft.from.add(id(dataset, input.field()));
        other.to.add(id(draft.dataset, draft.field));
    }

    private Draft draft(Map<String, Draft> drafts, DatasetName dataset, String field, int column) {
        return drafts.computeIfAbsent(
                id(dataset, field), id -> new Draft(dataset, field, type(column)));
    }

    private String id(DatasetName dataset, String field) {
        return NodeId.field(dataset.namespace(), dataset.name(), field, versions.get(dataset));
    }

    private String type(int column) {
        SortedMap<String, Value> said = values.get(column);
        Value type = said == null ? null : said.get(Attributes.DATA_TYPE);
        return type != null && type.value() instanceof String text ? text : "";
    }

    private ColumnLineageView.Node node(String id, Draft draft) {
        return new ColumnLineageView.Node(
                id,
                draft.dataset.namespace(),
                draft.dataset.name(),
                draft.field,
                draft.type,
                versions.get(draft.dataset),
                draft.inputs,
                List.copyOf(draft.from),
                List.copyOf(draft.to));
    }
}
