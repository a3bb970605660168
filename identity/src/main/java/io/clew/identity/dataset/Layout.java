package io.clew.identity.dataset;

/** Says how a kind of source spells its namespaces and names. */
enum Layout {
    /** Object stores: {@code s3://bucket} and a key, which is exact but for trailing slashes. */
    BUCKET,
    /**
     * Azure's storage and Cloudflare's: {@code abfss://container@account.dfs…} and a path. What
     * stands before the {@code @} is no user.
     */
    CONTAINER,
    /** File systems: host, if any, and an absolute path as POSIX reads it. */
    FILES,
    /** Web addresses: {@code https://host} and a path without its leading slash. */
    WEB,
    /** Databases and brokers: host and port, and a name of parts joined by dots. */
    TABLES,
    /** Servers whose names are paths: host and port, some path segments, and the rest. */
    PATHS,
    /** A database in a file: {@code duckdb://path/to/file} and a table. */
    DATABASE_FILE,
    /** BigQuery: no host, {@code project.dataset.table}. */
    BIGQUERY,
    /** Pub/Sub: no host, {@code topic:project:topic}. */
    PUBSUB,
    /** Memory: {@code inmemory://} and any name. */
    MEMORY,
    /** Spanner: {@code spanner://project:instance} and a table. */
    SPANNER,
    /** Hugging Face: {@code hf://datasets} and a repository, with a path in it or not. */
    HUGGING_FACE,
    /** Azure ML: {@code azureml://workspace} and a data asset or a datastore's path. */
    AZURE_ML,
    /** Any other scheme: kept as it is but for credentials. */
    OTHER
}
