package io.clew.server;

import io.clew.commit.Committer;
import io.clew.graph.GraphIndex;
import io.clew.http.HttpServer;
import io.clew.http.Protocol;
import io.clew.protocol.mlflow.MlflowProtocol;
import io.clew.protocol.mlflow.MlflowSchema;
import io.clew.server.config.Config;
import io.clew.server.config.StoreUrl;
import io.clew.server.web.WebPages;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.Stores;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Runs one server, from {@link #start} until it is closed. */
public final class Clew implements AutoCloseable {
    /** How often a server looks for what others wrote into a database that they share. */
    private static final Duration FOLLOW_PAUSE = Duration.ofMillis(250);

    private final Store store;
    private final GraphFeed feed;
    private final HttpServer http;

    private Clew(Store store, GraphFeed feed, HttpServer http) {
        this.store = store;
        this.feed = feed;
        this.http = http;
    }

    /**
     * Starts a server; when this returns it answers.
     *
     * @throws io.clew.model.ClewException with a sentence for the person who starts it: the data
     *     folder is in use or newer, the port is taken, or listening there is refused
     */
    public static Clew start(Config config) {
        Logging.configure(config.logLevel());
        HttpServer.Binding binding = binding(config);
        HttpServer.check(binding);
        Store store = open(config);
        try {
            return start(config, binding, store);
        } catch (RuntimeException | Error failure) {
            store.close();
            throw failure;
        }
    }

    private static Clew start(Config config, HttpServer.Binding binding, Store store) {
        GraphIndex graph = new GraphIndex();
        GraphFeed feed = new GraphFeed(store, graph);
        InstantSource clock = InstantSource.system();
        Committer committer = new Committer(store, clock, List.of(feed));
        List<Protocol> protocols =
                List.of(new MlflowProtocol(store, committer, clock), new WebPages());
        Clew clew = new Clew(store, feed, HttpServer.start(binding, protocols));
        if (config.store() instanceof StoreUrl.Postgresql) {
            feed.follow(FOLLOW_PAUSE);
        }
        return clew;
    }

    /** Returns the address that it answers at, such as {@code http://127.0.0.1:5757}. */
    public URI address() {
        return http.address();
    }

    /** Stops: requests in flight are answered, then the store is closed. */
    @Override
    public void close() {
        try {
            http.close();
        } finally {
            feed.close();
            store.close();
        }
    }

    private static Store open(Config config) {
        return switch (config.store()) {
            case StoreUrl.Sqlite sqlite -> Stores.sqlite(config.data(), migrations());
            case StoreUrl.Postgresql postgresql ->
                    Stores.postgresql(postgresql.url(), null, null, migrations());
        };
    }

    private static List<Migration> migrations() {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(MlflowSchema.migrations());
        return migrations;
    }

    private static HttpServer.Binding binding(Config config) {
        return new HttpServer.Binding(
                config.host(), config.port(), config.insecure(), config.allowedHosts());
    }
}
