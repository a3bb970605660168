package io.clew.identity.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Describes one row of the naming table: a scheme, its other spellings, and its layout.
 *
 * <p>Source of the rows: OpenLineage's naming page. A default port is added where the page writes
 * one and the protocol has just one default; it is dropped where the page writes none; else ports
 * stay as they are, since a guess could join two servers.
 *
 * @param scheme canonical scheme
 * @param layout how namespaces and names are spelled
 * @param port what happens to ports
 * @param defaultPort the protocol's own port, or 0
 * @param namespaceSegments how many path segments belong to the namespace
 */
record Source(String scheme, Layout layout, Port port, int defaultPort, int namespaceSegments) {

    /** Says what happens to a source's ports. */
    enum Port {
        /** A missing port is written out. */
        ADDED,
        /** The default port is left out. */
        DROPPED,
        /** Ports stay as they are. */
        KEPT
    }

    /** The row for schemes that nobody listed. */
    static Source other(String scheme) {
        return new Source(scheme, Layout.OTHER, Port.KEPT, 0, 0);
    }

    private static final Map<String, Source> BY_SCHEME = new HashMap<>();

    static {
        row(Layout.BUCKET, "s3", "s3a", "s3n");
        row(Layout.BUCKET, "gs", "gcs");
        row(Layout.BUCKET, "cosn", "cos");
        for (String store : List.of("oss", "obs", "b2", "oci", "tos")) {
            row(Layout.BUCKET, store);
        }
        row(Layout.CONTAINER, "abfss", "abfs", "wasb", "wasbs", "az");
        row(Layout.CONTAINER, "r2");
        row(Layout.FILES, "file");
        row(Layout.FILES, "dbfs");
        row(Layout.FILES, "viewfs");
        row(Layout.FILES, Port.DROPPED, 8020, "hdfs");
        row(Layout.FILES, Port.DROPPED, 21, "ftp");
        row(Layout.FILES, Port.DROPPED, 22, "sftp");
        row(Layout.WEB, Port.DROPPED, 80, "http");
        row(Layout.WEB, Port.DROPPED, 443, "https");

        row(Layout.TABLES, Port.ADDED, 5432, "postgres", "postgresql");
        row(Layout.TABLES, Port.ADDED, 3306, "mysql", "mariadb");
        row(Layout.TABLES, Port.ADDED, 1433, "mssql", "sqlserver");
        row(Layout.TABLES, Port.ADDED, 1521, "oracle");
        row(Layout.TABLES, Port.ADDED, 5439, "redshift");
        row(Layout.TABLES, Port.ADDED, 8080, "trino");
        row(Layout.TABLES, Port.ADDED, 8080, "presto");
        row(Layout.TABLES, Port.ADDED, 9092, "kafka");
        row(Layout.TABLES, Port.ADDED, 9042, "cassandra");
        row(Layout.TABLES, Port.ADDED, 50000, "db2", "ibm_db_sa");
        row(Layout.TABLES, Port.ADDED, 2881, "oceanbase");
        row(Layout.TABLES, Port.ADDED, 1025, "teradata", "teradatasql");
        row(Layout.TABLES, Port.ADDED, 19530, "milvus");
        row(Layout.TABLES, Port.ADDED, 27017, "mongodb");
        row(Layout.TABLES, Port.DROPPED, 443, "snowflake");
        row(Layout.TABLES, Port.DROPPED, 443, "databricks");
        row(Layout.TABLES, Port.DROPPED, 443, "awsathena", "athena");
        row(Layout.TABLES, Port.DROPPED, 1433, "fabric-warehouse");
        row(Layout.TABLES, Port.KEPT, 0, "hive", "hive2", "thrift");
        row(Layout.TABLES, Port.KEPT, 0, "clickhouse", "clickhousedb", "ch");
        row(Layout.TABLES, Port.KEPT, 0, "crate", "cratedb");
        row(Layout.TABLES, Port.KEPT, 0, "dremio");
        row(Layout.TABLES, Port.KEPT, 0, "spark");
        row(Layout.TABLES, Port.KEPT, 0, "unitycatalog");

        paths(Port.DROPPED, 443, 0, "azurekusto", "kusto");
        paths(Port.DROPPED, 443, 2, "azurecosmos");
        paths(Port.KEPT, 0, 1, "box");
        paths(Port.KEPT, 0, 1, "filenet");
        paths(Port.KEPT, 0, 1, "mssharepoint");

        row(Layout.DATABASE_FILE, "duckdb");
        row(Layout.DATABASE_FILE, "sqlite");
        row(Layout.BIGQUERY, "bigquery", "bq");
        row(Layout.PUBSUB, "pubsub");
        row(Layout.MEMORY, "inmemory");
        row(Layout.SPANNER, "spanner");
        row(Layout.HUGGING_FACE, "hf");
        row(Layout.AZURE_ML, "azureml");
    }

    /**
     * Finds the row of a scheme in any spelling: case does not matter, nor does a driver's name
     * behind a plus, such as {@code postgresql+psycopg2}.
     */
    static Optional<Source> find(String scheme) {
        String folded = scheme.toLowerCase(Locale.ROOT);
        String family = folded.indexOf(':') < 0 ? Text.before(folded, '+') : folded;
        return Optional.ofNullable(BY_SCHEME.get(family));
    }

    private static void row(Layout layout, String... schemes) {
        row(layout, Port.KEPT, 0, schemes);
    }

    private static void row(Layout layout, Port port, int defaultPort, String... schemes) {
        add(new Source(schemes[0], layout, port, defaultPort, 0), schemes);
    }

    private static void paths(Port port, int defaultPort, int segments, String... schemes) {
        add(new Source(schemes[0], Layout.PATHS, port, defaultPort, segments), schemes);
    }

    private static void add(Source source, String... schemes) {
        for (String scheme : schemes) {
            BY_SCHEME.put(scheme, source);
        }
    }
}
