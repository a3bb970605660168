package io.clew.server.config;

import java.util.Locale;

/** Lists the settings of a server: the one place that names them, their defaults and meanings. */
public enum Setting {
    HOST("127.0.0.1", "name or address of this machine to listen on"),
    PORT("5757", "TCP port to listen on; 0 takes any free one"),
    DATA("clew-data", "folder of the embedded store and the artifacts; made when missing"),
    STORE("sqlite", "sqlite (in the data folder), or postgres://user:password@host:5432/database"),
    ARTIFACTS(
            "",
            "where uploaded artifacts are kept: a folder, or s3://bucket/path; artifacts in the data"
                    + " folder when left out"),
    ARTIFACTS_IN_PLACE(
            "",
            "places from which files of other tools are served: s3://bucket/path or /folder,"
                    + " separated by commas"),
    ARTIFACT_ROOT(
            "mlflow-artifacts:/",
            "where clients put files of new experiments: this server, or a URI like s3://bucket/x"),
    INSECURE("false", "listen beyond this machine although there is no access control yet"),
    ALLOWED_HOSTS("", "more names that clients may call this server by, separated by commas"),
    RUN_SILENCE(
            "24h",
            "how long nothing may be heard of a run before it is a gap that it has no end: such as"
                    + " 90m, 24h or 7d"),
    METAFLOW_SILENCE(
            "5m",
            "how long nothing may be heard of a run or task of Metaflow's that sends heartbeats"
                    + " before it counts as failed: such as 5m or 1h"),
    PEOPLE(
            "",
            "spellings of one person: \"Ann Lee = ann, ann@bank.example\"; a list, or separated by"
                    + " commas"),
    LOG_LEVEL("info", "least severe messages to log: error, warn, info or debug"),
    KAFKA_BROKERS("", "host:port of brokers to read OpenLineage events from, separated by commas"),
    KAFKA_TOPIC("openlineage.events", "topic that the events are read from"),
    KAFKA_GROUP("clew", "consumer group; all servers on one database share it"),
    KAFKA_DEAD_LETTER_TOPIC(
            "", "topic for events that cannot be taken; the events' with .dead behind it"),
    KAFKA_WORKSPACE("default", "workspace that the events of Kafka come into"),
    KAFKA_CONFIG("", "properties file for Kafka's client, such as those of security"),
    SAGEMAKER_ACCOUNT(
            "000000000000", "twelve digits of the AWS account in ARNs of what is made here"),
    SAGEMAKER_FORWARD(
            "false", "forward what is not served here to SageMaker, with Clew's own credentials"),
    SAGEMAKER_ENDPOINT(
            "", "address that is forwarded to, {region} in it the caller's; AWS's own if left out"),
    SAGEMAKER_HOSTS(
            "*.amazonaws.com,*.amazonaws.com.cn", "hosts that may be forwarded to, with commas");

    private final String defaultText;
    private final String meaning;

    Setting(String defaultText, String meaning) {
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** Returns the key in {@code clew.toml}, such as {@code log_level}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the environment variable, such as {@code CLEW_LOG_LEVEL}. */
    public String variable() {
        return "CLEW_" + name();
    }

    /** Returns the flag, such as {@code --log-level}. */
    public String flag() {
        return "--" + key().replace('_', '-');
    }

    /**
     * Returns the value when no source gives one, as text; empty when it is derived from others.
     */
    public String defaultText() {
        return defaultText;
    }

    /** Returns one phrase that says what the setting is for. */
    public String meaning() {
        return meaning;
    }
}
