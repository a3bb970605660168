package io.clew.protocol.metaflow.routes;

import io.clew.http.Route;
import io.clew.protocol.metaflow.content.Datastore;
import io.clew.protocol.metaflow.rows.MetaflowStore;
import java.time.Duration;
import java.util.List;

/** Joins the routes of all features. */
public final class MetaflowRoutes {
    private MetaflowRoutes() {}

    /**
     * Returns all routes.
     *
     * @param datastore reads what runs keep, where that is allowed
     * @param silence how long nobody may have heard of a run that still runs
     */
    public static List<Route> all(MetaflowStore store, Datastore datastore, Duration silence) {
        Endpoints endpoints = new Endpoints();
        AdminRoutes.addTo(endpoints, store);
        new FlowRoutes(store).addTo(endpoints);
        new RunRoutes(store, silence).addTo(endpoints);
        new TagRoutes(store).addTo(endpoints);
        new StepRoutes(store).addTo(endpoints);
        new TaskRoutes(store).addTo(endpoints);
        new RelativeRoutes(store).addTo(endpoints);
        new MetadataRoutes(store).addTo(endpoints);
        new ArtifactRoutes(store, datastore).addTo(endpoints);
        return endpoints.routes();
    }
}
