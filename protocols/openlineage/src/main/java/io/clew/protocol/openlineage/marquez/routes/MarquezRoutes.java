package io.clew.protocol.openlineage.marquez.routes;

import io.clew.http.Route;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.marquez.rows.MarquezStore;
import io.clew.protocol.openlineage.routes.Admission;
import java.time.InstantSource;
import java.util.List;

/** Joins the routes of all features. */
public final class MarquezRoutes {
    private MarquezRoutes() {}

    /** Returns all routes. */
    public static List<Route> all(
            MarquezStore store, InstantSource clock, EventIntake intake, Admission admission) {

        Endpoints endpoints = new Endpoints();
        Lookups lookups = new Lookups(store);
        RunRoutes runs = new RunRoutes(store, lookups);
        new NamespaceRoutes(store).addTo(endpoints);
        new SourceRoutes(store).addTo(endpoints);
        new TagRoutes(store).addTo(endpoints);
        new JobRoutes(store, lookups).addTo(endpoints);
        new DatasetRoutes(store, lookups).addTo(endpoints);
        new LegacyRoutes(store, clock, lookups, intake, runs).addTo(endpoints);
        runs.addTo(endpoints);
        new SearchRoutes(store, lookups).addTo(endpoints);
        new LineageRoutes(store, lookups).addTo(endpoints);
        new EventRoutes(store, intake, admission).addTo(endpoints);
        new StatsRoutes(store, clock).addTo(endpoints);
        return endpoints.routes();
    }
}
