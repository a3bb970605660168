package io.clew.server;

import io.clew.commit.Committer;
import io.clew.commit.LogReader;
import io.clew.commit.MappedPeople;
import io.clew.graph.GraphIndex;
import io.clew.http.HttpServer;
import io.clew.http.Protocol;
import io.clew.intake.Harvests;
import io.clew.intake.IntakeSchema;
import io.clew.intake.routes.HarvestProtocol;
import io.clew.kafka.KafkaEvents;
import io.clew.kafka.KafkaSchema;
import io.clew.protocol.azureml.AzureMlSchema;
import io.clew.protocol.azureml.AzureMount;
import io.clew.protocol.azureml.AzureWorkspaces;
import io.clew.protocol.azureml.harvest.AzureRecords;
import io.clew.protocol.clew.ClewProtocol;
import io.clew.protocol.clew.ServerInfo;
import io.clew.protocol.metaflow.MetaflowProtocol;
import io.clew.protocol.metaflow.MetaflowSchema;
import io.clew.protocol.metaflow.MetaflowWatch;
import io.clew.protocol.metaflow.folder.FolderIntake;
import io.clew.protocol.mlflow.MlflowProtocol;
import io.clew.protocol.mlflow.MlflowSchema;
import io.clew.protocol.mlflow.artifacts.ArtifactRows;
import io.clew.protocol.mlflow.experiments.ArtifactLocation;
import io.clew.protocol.mlflow.harvest.MlflowRecords;
import io.clew.protocol.openlineage.OpenLineageProtocol;
import io.clew.protocol.openlineage.OpenLineageSchema;
import io.clew.protocol.openlineage.accept.EventIntake;
import io.clew.protocol.openlineage.accept.Intake;
import io.clew.protocol.openlineage.harvest.EventRecords;
import io.clew.protocol.openlineage.marquez.MarquezProtocol;
import io.clew.protocol.openlineage.routes.Admission;
import io.clew.protocol.sagemaker.SageMakerProtocol;
import io.clew.protocol.sagemaker.SageMakerSchema;
import io.clew.protocol.sagemaker.forward.Forwarder;
import io.clew.protocol.sagemaker.harvest.HarvestRecords;
import io.clew.questions.GraphQuestions;
import io.clew.questions.Questions;
import io.clew.questions.details.StoreDetails;
import io.clew.questions.fragments.Fragments;
import io.clew.questions.kept.Recall;
import io.clew.server.config.Config;
import io.clew.server.config.StoreUrl;
import io.clew.server.web.WebPages;
import io.clew.store.Instance;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.Stores;
import io.clew.store.blobs.BlobStore;
import io.clew.store.blobs.PlacedFiles;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one server, from {@link #start} until it is closed. */
public final class Clew implements AutoCloseable {
    /** The part of the heap that answers may be remembered in; graph and requests have the rest. */
    private static final int RECALL_HEAP_PARTS = 8;

    /**
     * Most bytes that answers are remembered in: some 180,000 nodes and edges, more than the pages
     * that people look at. More heap than that is better left to the graph.
     */
    private static final long RECALL_BYTES_MAX = 128 << 20;

    private final Store store;
    private final GraphIndex graph;
    private final LogFollower follower;
    private final MetaflowWatch watch;
    private final ArtifactStores artifacts;
    private final BlobSweeper sweeper;
    private final List<Protocol> protocols;
    private final HttpServer http;
    private final @Nullable KafkaEvents kafka;

    private Clew(
            Store store,
            GraphIndex graph,
            LogFollower follower,
            MetaflowWatch watch,
            ArtifactStores artifacts,
            BlobSweeper sweeper,
            List<Protocol> protocols,
            HttpServer http,
            @Nullable KafkaEvents kafka) {
        this.store = store;
        this.graph = graph;
        this.follower = follower;
        this.watch = watch;
        this.artifacts = artifacts;
        this.sweeper = sweeper;
        this.protocols = protocols;
        this.http = http;
        this.kafka = kafka;
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
        GraphIndex graph = GraphStart.of(config, store);
        graph.silenceMax(config.runSilence());
        InstantSource clock = InstantSource.system();
        StoreDetails details = new StoreDetails(store);
        Recall recall = new Recall(graph, recallBytes());
        Fragments fragments = new Fragments(recall, details, ClewProtocol.rendering());
        // Told first: whoever sees the graph at an entry finds nothing older of it remembered.
        Committer committer =
                new Committer(
                        store,
                        clock,
                        List.of(recall, graph::apply),
                        graph.position(),
                        config.people(),
                        () -> GraphNames.of(graph));
        MappedPeople.apply(store, committer, config.people());
        ArtifactStores artifacts = new ArtifactStores(config);
        claimArtifacts(config, store, artifacts.inspect());
        BlobStore blobs = artifacts.open(clock);
        EventIntake events = new Intake(committer);
        Admission admission = Admission.ofHeap();
        KafkaEvents kafka =
                config.kafka() == null ? null : new KafkaEvents(config.kafka(), store, events);
        PlacedFiles inPlace = artifacts.inPlace();
        MlflowProtocol mlflow =
                new MlflowProtocol(
                        store,
                        blobs,
                        inPlace,
                        committer,
                        clock,
                        new ArtifactLocation(config.artifactRoot()));
        AzureWorkspaces azure = new AzureWorkspaces(store, mlflow::openWorkspaces);
        List<Protocol> protocols =
                List.of(
                        mlflow,
                        new OpenLineageProtocol(store, events, admission),
                        new ClewProtocol(
                                new Questions(store, committer),
                                new GraphQuestions(graph, store, details, recall),
                                fragments,
                                info(config, store, kafka)),
                        new SageMakerProtocol(
                                store,
                                committer,
                                config.sagemakerAccount(),
                                new Forwarder(config.forward())),
                        new MarquezProtocol(store, committer, clock, graph, events, admission),
                        new HarvestProtocol(
                                new Harvests(
                                        store,
                                        clock,
                                        mlflow::openWorkspaces,
                                        List.of(
                                                new AzureRecords(committer, azure),
                                                new EventRecords(events),
                                                new FolderIntake(committer, inPlace),
                                                HarvestRecords.of(committer),
                                                new MlflowRecords(committer, mlflow.writes())))),
                        new MetaflowProtocol(
                                store, inPlace, committer, clock, config.metaflowSilence()),
                        new WebPages());
        HttpServer http = HttpServer.start(binding, protocols, List.of(new AzureMount(azure)));
        BlobSweeper sweeper = new BlobSweeper(store, blobs);
        sweeper.start();
        LogFollower follower = new LogFollower(committer);
        if (config.store() instanceof StoreUrl.Postgresql) {
            follower.start();
        }
        MetaflowWatch watch = new MetaflowWatch(store, committer, clock, config.metaflowSilence());
        watch.start();
        if (kafka != null) {
            kafka.start();
        }
        return new Clew(store, graph, follower, watch, artifacts, sweeper, protocols, http, kafka);
    }

    private static ServerInfo info(Config config, Store store, @Nullable KafkaEvents kafka) {
        String version = Clew.class.getPackage().getImplementationVersion();
        return new ServerInfo(
                version == null ? "development" : version,
                store.databaseName(),
                config.insecure()
                        ? "There is no access control: everybody who reaches this server can read"
                                + " and change everything."
                        : "There is no access control: everybody on this machine can read and"
                                + " change everything.",
                kafka == null ? Map.of() : Map.of("kafka", () -> KafkaStatus.of(kafka.state())));
    }

    /**
     * Ties the place of artifacts and the database together. A database in a data folder has one
     * server, which may be given a new place as long as the database refers to nothing in the old.
     */
    private static void claimArtifacts(Config config, Store store, BlobStore blobs) {
        Instance instance = Instance.of(store);
        boolean isAlone = config.store() instanceof StoreUrl.Sqlite;
        boolean mayMark =
                !instance.claimed()
                        || (isAlone
                                && store.read(db -> ArtifactRows.references(db, "", 1)).isEmpty());
        blobs.claim(instance.id(), mayMark);
        if (!instance.claimed()) {
            Instance.claimed(store);
        }
    }

    /** Returns how many bytes what is remembered for answers may take in this heap. */
    private static long recallBytes() {
        return Math.min(RECALL_BYTES_MAX, Runtime.getRuntime().maxMemory() / RECALL_HEAP_PARTS);
    }

    /** Returns the address that it answers at, such as {@code http://127.0.0.1:5757}. */
    public URI address() {
        return http.address();
    }

    /** Waits until the database itself has all that the server took, for who looks from outside. */
    void awaitVisible() {
        store.<Long>read(LogReader::head);
    }

    /** Returns who answers here, with all routes there are. */
    List<Protocol> protocols() {
        return protocols;
    }

    /** Stops: requests in flight are answered, then the store is closed. */
    @Override
    public void close() {
        try {
            http.close();
        } finally {
            if (kafka != null) {
                kafka.close();
            }
            watch.close();
            sweeper.close();
            artifacts.close();
            follower.close();
            graph.close();
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

    /** Returns all migrations in order: the store's own, then each protocol's. */
    public static List<Migration> migrations() {
        List<Migration> migrations = new ArrayList<>(Migration.core());
        migrations.addAll(MlflowSchema.migrations());
        migrations.addAll(OpenLineageSchema.migrations());
        migrations.addAll(KafkaSchema.migrations());
        migrations.addAll(IntakeSchema.migrations());
        migrations.addAll(SageMakerSchema.migrations());
        migrations.addAll(MetaflowSchema.migrations());
        migrations.addAll(AzureMlSchema.migrations());
        return migrations;
    }

    private static HttpServer.Binding binding(Config config) {
        return new HttpServer.Binding(
                config.host(), config.port(), config.insecure(), config.allowedHosts());
    }
}
