package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Method;
import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.marquez.rows.Scope;
import io.clew.protocol.openlineage.marquez.rows.Thing;
import io.clew.protocol.openlineage.marquez.rows.Things;
import io.clew.protocol.openlineage.marquez.views.DatasetView;
import io.clew.protocol.openlineage.marquez.views.Entities;
import io.clew.protocol.openlineage.marquez.wire.MarquezCall;
import io.clew.protocol.openlineage.marquez.wire.MarquezErrors;
import io.clew.protocol.openlineage.marquez.wire.Page;
import java.util.List;

/** Answers the calls on datasets, their versions and their tags. */
final class DatasetRoutes {
    private static final String DATASETS = "/namespaces/{namespace}/datasets";
    private static final String DATASET = DATASETS + "/{dataset}";
    private static final String FIELD_TAG = DATASET + "/fields/{field}/tags/{tag}";

    private final MarquezStore store;
    private final Lookups lookups;
    private final Tagging tagging;

    DatasetRoutes(MarquezStore store, Lookups lookups) {
        this.store = store;
        this.lookups = lookups;
        this.tagging = new Tagging(store);
    }

    /** Adds the routes. */
    void addTo(Endpoints endpoints) {
        endpoints
                .add(Method.GET, DATASETS, this::list)
                .add(Method.GET, DATASET, this::get)
                .add(Method.GET, DATASET + "/versions", this::versions)
                .add(Method.GET, DATASET + "/versions/{version}", this::version)
                .add(Method.POST, DATASET + "/tags/{tag}", this::tag)
                .add(Method.PUT, DATASET + "/tags/{tag}", this::tag)
                .add(Method.DELETE, DATASET + "/tags/{tag}", this::untag)
                .add(Method.POST, FIELD_TAG, this::tagField)
                .add(Method.PUT, FIELD_TAG, this::tagField)
                .add(Method.DELETE, FIELD_TAG, this::untagField)
                .add(Method.DELETE, DATASET, this::delete);
    }

    private Response list(MarquezCall call) {
        String namespace = Lookups.namespaceOfDatasets(call.path("namespace"));
        Page page = call.page();
        record Found(List<Thing> datasets, long total) {}
        Found found =
                store.read(
                        call,
                        scope -> {
                            Lookups.requireNamespace(scope, namespace);
                            return new Found(
                                    Things.DATASETS.list(scope, namespace, page),
                                    Things.DATASETS.count(scope, namespace));
                        });
        return Answers.page(
                "datasets",
                found.datasets,
                some -> store.read(call, scope -> lookups.entities(scope).datasets(some)),
                (out, dataset) -> dataset.write(out),
                found.total);
    }

    private Thing dataset(Scope scope, MarquezCall call) {
        return lookups.dataset(scope, call.path("namespace"), call.path("dataset"));
    }

    private DatasetView view(MarquezCall call) {
        return store.read(call, scope -> lookups.entities(scope).dataset(dataset(scope, call)));
    }

    private Response get(MarquezCall call) {
        return Answers.of(view(call)::write);
    }

    private Response delete(MarquezCall call) {
        DatasetView before = view(call);
        Thing dataset = before.thing();
        store.write(
                call,
                "datasets/delete",
                Json.bytes(
                        out ->
                                out.text("namespace", dataset.namespace())
                                        .text("dataset", dataset.name())),
                commit -> {
                    Deletions.delete(commit, Things.DATASETS, dataset);
                    return before;
                });
        return Answers.of(before::write);
    }

    private Response versions(MarquezCall call) {
        Page page = call.page();
        record Found(Thing dataset, List<Integer> nodes, long total) {}
        Found found =
                store.read(
                        call,
                        scope -> {
                            Thing dataset = dataset(scope, call);
                            List<Integer> all = lookups.entities(scope).versionNodes(dataset);
                            return new Found(
                                    dataset,
                                    all.stream().skip(page.offset()).limit(page.limit()).toList(),
                                    all.size());
                        });
        return Answers.page(
                "versions",
                found.nodes,
                some ->
                        store.read(
                                call,
                                scope -> lookups.entities(scope).versions(found.dataset, some)),
                (out, version) -> version.write(out),
                found.total);
    }

    private Response version(MarquezCall call) {
        String uuid = call.path("version");
        return store.read(
                call,
                scope -> {
                    Thing dataset = dataset(scope, call);
                    Entities entities = lookups.entities(scope);
                    int node =
                            entities.versionNode(dataset, uuid)
                                    .orElseThrow(
                                            () -> MarquezErrors.notFound("Dataset version", uuid));
                    return Answers.of(entities.versions(dataset, List.of(node)).getFirst()::write);
                });
    }

    private Response tag(MarquezCall call) {
        tagging.add(call, "datasets/tags/put", node(call), call.path("tag"));
        return get(call);
    }

    private Response untag(MarquezCall call) {
        tagging.remove(call, "datasets/tags/delete", node(call), call.path("tag"));
        return get(call);
    }

    private Urn node(MarquezCall call) {
        return store.read(call, scope -> Deletions.urn(Things.DATASETS, dataset(scope, call)));
    }

    private Response tagField(MarquezCall call) {
        tagging.add(call, "datasets/fields/tags/put", column(call), call.path("tag"));
        return get(call);
    }

    private Response untagField(MarquezCall call) {
        tagging.remove(call, "datasets/fields/tags/delete", column(call), call.path("tag"));
        return get(call);
    }

    /** Names the column that a call means; refuses one that the dataset has not. */
    private Urn column(MarquezCall call) {
        String field = call.path("field");
        DatasetView view = view(call);
        if (view.fields().stream().noneMatch(one -> one.name().equals(field))) {
            throw MarquezErrors.fieldNotFound(field, view.thing().name());
        }
        return OpenLineageUrns.column(Deletions.urn(Things.DATASETS, view.thing()), field);
    }
}
