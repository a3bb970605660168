package io.clew.protocol.openlineage.marquez.routes;

import io.clew.graph.GraphView;
import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.identity.Urns;
import io.clew.identity.dataset.DatasetName;
import io.clew.model.ClewException;
import io.clew.model.Clocks;
import io.clew.model.NodeKind;
import io.clew.protocol.openlineage.marquez.graph.ColumnWalk;
import io.clew.protocol.openlineage.marquez.graph.LineageWalk;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.views.ColumnLineageView;
import io.clew.protocol.openlineage.marquez.views.ColumnLineageViews;
import io.clew.protocol.openlineage.marquez.views.Entities;
import io.clew.protocol.openlineage.marquez.views.LineageView;
import io.clew.protocol.openlineage.marquez.views.LineageViews;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Answers the two questions on lineage: of jobs and datasets, and of columns. */
final class LineageRoutes {
    private static final int DEPTH_DEFAULT = 20;

    /** Deeper than any pipeline: a walk ends by itself where there is no more. */
    private static final int DEPTH_MAX = 1_000_000;

    private final MarquezStore store;
    private final Lookups lookups;

    LineageRoutes(MarquezStore store, Lookups lookups) {
        this.store = store;
        this.lookups = lookups;
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .add(Method.GET, "/lineage", this::lineage)
                .add(Method.GET, "/column-lineage", this::columnLineage);
    }

    private static int depth(MarquezCall call) {
        return call.integer("depth", DEPTH_DEFAULT, 0, DEPTH_MAX);
    }

    private Response lineage(MarquezCall call) {
        NodeId id = NodeId.parse(call.required("nodeId"));
        int depth = depth(call);
        LineageView view =
                store.read(
                        call,
                        scope -> {
                            Entities entities = lookups.entities(scope);
                            LineageWalk walk =
                                    switch (id.type()) {
                                        case JOB ->
                                                LineageWalk.fromJob(
                                                        entities.graph(),
                                                        job(scope, id).id(),
                                                        depth);
                                        case DATASET ->
                                                LineageWalk.fromDataset(
                                                        entities.graph(),
                                                        dataset(scope, id).id(),
                                                        depth);
                                        case DATASET_FIELD ->
                                                throw ClewException.invalid(
                                                        "nodeId",
                                                        "nodeId must be that of a job or a dataset;"
                                                                + " columns are at column-lineage");
                                    };
                            return LineageViews.of(entities, walk);
                        });
        return Answers.of(view::write);
    }

    private static Thing job(Scope scope, NodeId id) {
        return id.splits().stream()
                .flatMap(parts -> Lookups.findJob(scope, parts.get(0), parts.get(1)).stream())
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    private Thing dataset(Scope scope, NodeId id) {
        return id.splits().stream()
                .flatMap(parts -> lookups.findDataset(scope, parts.get(0), parts.get(1)).stream())
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    private static ClewException notFound(NodeId id) {
        return ClewException.notFound("Node '" + id + "' not found.");
    }

    /** What columns are asked for, and which version of their dataset. */
    private record Asked(List<Integer> columns, @Nullable Thing dataset) {}

    private Response columnLineage(MarquezCall call) {
        NodeId id = NodeId.parse(call.required("nodeId"));
        int depth = depth(call);
        boolean withDownstream = call.flag("withDownstream");
        if (id.version() != null && withDownstream) {
            throw ClewException.invalid(
                    "withDownstream",
                    "Node version cannot be specified when withDownstream is true");
        }
        ColumnLineageView view =
                store.read(
                        call,
                        scope -> {
                            GraphView graph = lookups.view();
                            Entities entities = new Entities(scope, graph);
                            Asked asked = asked(scope, graph, entities, id);
                            Clocks clocks = clocks(entities, asked, id);
                            ColumnWalk walk =
                                    ColumnWalk.from(
                                            graph, asked.columns, clocks, depth, withDownstream);
                            return ColumnLineageViews.of(
                                    entities, walk, clocks, versions(asked, id));
                        });
        return Answers.of(view::write);
    }

    private Asked asked(Scope scope, GraphView graph, Entities entities, NodeId id) {
        return switch (id.type()) {
            case JOB -> {
                List<Integer> columns = new ArrayList<>();
                entities.graph()
                        .current(job(scope, id).id())
                        .outputs()
                        .forEach(dataset -> columns.addAll(entities.graph().columns(dataset)));
                yield new Asked(columns, null);
            }
            case DATASET -> {
                Thing dataset = dataset(scope, id);
                yield new Asked(entities.graph().columns(dataset.id()), dataset);
            }
            case DATASET_FIELD -> field(scope, graph, id);
        };
    }

    private Asked field(Scope scope, GraphView graph, NodeId id) {
        for (List<String> parts : id.splits()) {
            Optional<Thing> dataset = lookups.findDataset(scope, parts.get(0), parts.get(1));
            if (dataset.isPresent()) {
                Thing of = dataset.get();
                OptionalInt column =
                        graph.find(
                                scope.workspaceId(),
                                Urns.of(NodeKind.COLUMN, of.namespace(), of.name(), parts.get(2)),
                                Clocks.NOW);
                if (column.isPresent()) {
                    return new Asked(List.of(column.getAsInt()), of);
                }
            }
        }
        throw notFound(id);
    }

    /** A version is asked for as of when it came to be. */
    private static Clocks clocks(Entities entities, Asked asked, NodeId id) {
        String version = id.version();
        Thing dataset = asked.dataset;
        if (version == null || dataset == null) {
            return Clocks.NOW;
        }
        int node = entities.versionNode(dataset, version).orElseThrow(() -> notFound(id));
        return new Clocks(Instant.ofEpochMilli(entities.versionMillis(node)), Long.MAX_VALUE);
    }

    private static Map<DatasetName, String> versions(Asked asked, NodeId id) {
        Map<DatasetName, String> versions = new HashMap<>();
        Thing dataset = asked.dataset;
        if (id.version() != null && dataset != null) {
            versions.put(new DatasetName(dataset.namespace(), dataset.name()), id.version());
        }
        return versions;
    }
}
