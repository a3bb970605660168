package io.clew.cli.serve;

import io.clew.server.config.Setting;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds the flags that set what {@code CLEW_*} variables and {@code clew.toml} may set too. */
final class ServerFlags {

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Name or address to listen on (127.0.0.1).")
    @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "TCP port; 0 takes any free one (5757).")
    @Nullable String port;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder of store and artifacts (clew-data).")
    @Nullable String data;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "sqlite, or postgres://user:password@host:5432/database.")
    @Nullable String store;

    @Option(
            names = "--artifacts",
            paramLabel = "PLACE",
            description =
                    "Folder of artifacts, or s3://bucket/path (artifacts in the data folder).")
    @Nullable String artifacts;

    @Option(
            names = "--artifacts-in-place",
            paramLabel = "PLACES",
            description =
                    "Where files of other tools are served from: s3://bucket/path or /folder,"
                            + " separated by commas.")
    @Nullable String artifactsInPlace;

    @Option(
            names = "--artifact-root",
            paramLabel = "URI",
            description =
                    "Where clients put the files of new experiments (mlflow-artifacts:/, this server).")
    @Nullable String artifactRoot;

    @Option(
            names = "--insecure",
            description = "Listen beyond this machine although there is no access control yet.")
    boolean insecure;

    @Option(
            names = "--allowed-hosts",
            paramLabel = "NAMES",
            description = "More names that clients may call this server by, with commas between.")
    @Nullable String allowedHosts;

    @Option(
            names = "--people",
            paramLabel = "PEOPLE",
            description =
                    "Spellings that are one person: \"Ann Lee = ann, ann@bank.example\", with commas"
                            + " between.")
    @Nullable String people;

    @Option(
            names = "--metaflow-silence",
            paramLabel = "TIME",
            description =
                    "How long nothing may be heard of a run or task of Metaflow's before it failed (5m).")
    @Nullable String metaflowSilence;

    @Option(
            names = "--run-silence",
            paramLabel = "TIME",
            description =
                    "How long nothing may be heard of a run before it is a gap: 90m, 24h, 7d (24h).")
    @Nullable String runSilence;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "error, warn, info or debug (info).")
    @Nullable String logLevel;

    @Option(
            names = "--kafka-brokers",
            paramLabel = "HOST:PORT,…",
            description = "Read OpenLineage events from Kafka at these brokers.")
    @Nullable String kafkaBrokers;

    @Option(
            names = "--kafka-topic",
            paramLabel = "TOPIC",
            description = "Topic of the events (openlineage.events).")
    @Nullable String kafkaTopic;

    @Option(
            names = "--kafka-group",
            paramLabel = "GROUP",
            description = "Consumer group that servers on one database share (clew).")
    @Nullable String kafkaGroup;

    @Option(
            names = "--kafka-dead-letter-topic",
            paramLabel = "TOPIC",
            description = "Topic for events that cannot be taken (the events' with .dead).")
    @Nullable String kafkaDeadLetterTopic;

    @Option(
            names = "--kafka-workspace",
            paramLabel = "NAME",
            description = "Workspace that the events come into (default).")
    @Nullable String kafkaWorkspace;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties of Kafka's client, such as those of security.")
    @Nullable String kafkaConfig;

    @Option(
            names = "--sagemaker-account",
            paramLabel = "DIGITS",
            description = "AWS account in ARNs of what is made here (000000000000).")
    @Nullable String sageMakerAccount;

    @Option(
            names = "--sagemaker-forward",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description =
                    "Forward what is not served here to SageMaker, with Clew's own credentials (false).")
    @Nullable String sageMakerForward;

    @Option(
            names = "--sagemaker-endpoint",
            paramLabel = "URL",
            description =
                    "Where to forward, {region} in it the caller's (AWS's own of that region).")
    @Nullable String sageMakerEndpoint;

    @Option(
            names = "--sagemaker-hosts",
            paramLabel = "NAMES",
            description =
                    "Hosts that may be forwarded to, with commas between (*.amazonaws.com,"
                            + " *.amazonaws.com.cn).")
    @Nullable String sageMakerHosts;

    /** Returns the flags that were given. */
    Map<Setting, String> given() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        put(given, Setting.HOST, host);
        put(given, Setting.PORT, port);
        put(given, Setting.DATA, data);
        put(given, Setting.STORE, store);
        put(given, Setting.ARTIFACTS, artifacts);
        put(given, Setting.ARTIFACTS_IN_PLACE, artifactsInPlace);
        put(given, Setting.ARTIFACT_ROOT, artifactRoot);
        put(given, Setting.INSECURE, insecure ? "true" : null);
        put(given, Setting.ALLOWED_HOSTS, allowedHosts);
        put(given, Setting.RUN_SILENCE, runSilence);
        put(given, Setting.PEOPLE, people);
        put(given, Setting.METAFLOW_SILENCE, metaflowSilence);
        put(given, Setting.LOG_LEVEL, logLevel);
        put(given, Setting.KAFKA_BROKERS, kafkaBrokers);
        put(given, Setting.KAFKA_TOPIC, kafkaTopic);
        put(given, Setting.KAFKA_GROUP, kafkaGroup);
        put(given, Setting.KAFKA_DEAD_LETTER_TOPIC, kafkaDeadLetterTopic);
        put(given, Setting.KAFKA_WORKSPACE, kafkaWorkspace);
        put(given, Setting.KAFKA_CONFIG, kafkaConfig);
        put(given, Setting.SAGEMAKER_ACCOUNT, sageMakerAccount);
        put(given, Setting.SAGEMAKER_FORWARD, sageMakerForward);
        put(given, Setting.SAGEMAKER_ENDPOINT, sageMakerEndpoint);
        put(given, Setting.SAGEMAKER_HOSTS, sageMakerHosts);
        return given;
    }

    private static void put(Map<Setting, String> given, Setting setting, @Nullable String text) {
        if (text != null) {
            given.put(setting, text);
        }
    }
}
