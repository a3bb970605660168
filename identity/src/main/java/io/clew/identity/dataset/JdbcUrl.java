package io.clew.identity.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads JDBC URLs, of which each driver has its own form, and keeps server and database only.
 *
 * @param namespace the server, not yet canonical
 * @param database what the URL says of the database, catalog or schema; may be empty
 */
record JdbcUrl(String namespace, String database) {
    private static final String PREFIX = "jdbc:";
    private static final Pattern DRIVER = Pattern.compile("(?!jdbc$)[a-z][a-z0-9_-]{1,31}");
    private static final Pattern ORACLE_HOST =
            Pattern.compile("\\(HOST=([^)]+)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ORACLE_PORT =
            Pattern.compile("\\(PORT=([0-9]+)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ORACLE_SERVICE =
            Pattern.compile("\\((?:SERVICE_NAME|SID)=([^)]+)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ORACLE_ADDRESS =
            Pattern.compile(
                    "(?:tcps?:)?(?://)?([^:/?]+)(?::([0-9]+))?(?:[:/]([^:/?]+))?.*",
                    Pattern.DOTALL);
    private static final Pattern MYSQL_HOST =
            Pattern.compile(
                    "\\bhost=([^),]+)(?:\\)?[,(]+port=([0-9]+))?", Pattern.CASE_INSENSITIVE);

    /** Says whether a text claims to be a JDBC URL. */
    static boolean isOne(String text) {
        return text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Reads a URL that starts with {@code jdbc:}; empty when its driver's form is not known. */
    static Optional<JdbcUrl> parse(String url) {
        String rest = url.substring(PREFIX.length());
        String driver = Text.before(rest, ':').toLowerCase(Locale.ROOT);
        if (!DRIVER.matcher(driver).matches()) {
            return Optional.empty();
        }
        Map<String, String> properties = properties(rest);
        return switch (driver) {
            case "oracle" -> oracle(rest);
            case "sqlserver" -> sqlServer(rest, properties);
            case "awsathena", "athena" -> athena(properties);
            case "bigquery" ->
                    Optional.of(
                            new JdbcUrl(
                                    "bigquery", told(properties, "projectid", "defaultdataset")));
            case "cloudspanner" -> spanner(rest);
            case "snowflake" ->
                    server(driver, rest).map(u -> u.with(told(properties, "db", "schema")));
            case "databricks" ->
                    server(driver, rest)
                            .map(u -> u.with(told(properties, "conncatalog", "connschema")));
            case "hive2" -> server("hive", rest).map(u -> u.withPort(10000));
            case "trino", "presto" -> {
                boolean tls = "true".equalsIgnoreCase(properties.get("ssl"));
                yield server(driver, rest).map(u -> tls ? u.withPort(443) : u);
            }
            case "teradata" -> server(driver, rest).map(JdbcUrl::teradata);
            default -> server(driver, rest);
        };
    }

    /** Returns the dataset; empty when the URL names a server only. */
    Optional<DatasetName> dataset() {
        return database.isEmpty()
                ? Optional.empty()
                : Optional.of(DatasetNames.of(namespace, database));
    }

    private JdbcUrl with(String told) {
        return told.isEmpty() ? this : new JdbcUrl(namespace, told);
    }

    private JdbcUrl withPort(int defaultPort) {
        String authority = namespace.substring(namespace.indexOf("://") + 3);
        boolean told = authority.indexOf(':') >= 0 && !authority.startsWith("[");
        return told ? this : new JdbcUrl(namespace + ":" + defaultPort, database);
    }

    /** Reads {@code …://hosts/database}, whatever stands between driver and slashes. */
    private static Optional<JdbcUrl> server(String scheme, String rest) {
        int slashes = rest.indexOf("//");
        if (slashes < 0) {
            return Optional.empty();
        }
        String clean = Secrets.withoutUserInfo(rest.substring(slashes + 2), false);
        String head = Text.beforeAny(clean, "?;#");
        String authority = Text.before(head, '/');
        String path = Text.withoutLeadingSlashes(head.substring(authority.length()));
        String hosts = authority.indexOf('(') < 0 ? authority : describedHosts(authority);
        String database = Text.before(Text.withoutTrailingSlashes(path), ':').replace('/', '.');
        return hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(new JdbcUrl(scheme + "://" + hosts, Text.percentDecoded(database)));
    }

    /**
     * Reads MySQL's {@code (host=h,port=p,user=…)} and {@code address=(host=h)(port=p)(user=…)}.
     */
    private static String describedHosts(String authority) {
        Matcher host = MYSQL_HOST.matcher(authority);
        List<String> hosts = new ArrayList<>();
        while (host.find()) {
            hosts.add(host.group(1) + (host.group(2) == null ? "" : ":" + host.group(2)));
        }
        return String.join(",", hosts);
    }

    private static JdbcUrl teradata(JdbcUrl url) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : url.database.split(",")) {
            put(parameter, parameters);
        }
        String database = parameters.getOrDefault("database", "");
        String port = parameters.getOrDefault("dbs_port", "");
        return new JdbcUrl(url.namespace + (port.isEmpty() ? "" : ":" + port), database);
    }

    private static Optional<JdbcUrl> sqlServer(String rest, Map<String, String> properties) {
        String database =
                properties.getOrDefault("databasename", properties.getOrDefault("database", ""));
        String server = properties.getOrDefault("servername", "");
        String port = properties.getOrDefault("portnumber", properties.getOrDefault("port", ""));
        String told = server.isEmpty() ? "" : "//" + server + (port.isEmpty() ? "" : ":" + port);
        return server("mssql", rest).or(() -> server("mssql", told)).map(u -> u.with(database));
    }

    /** Reads what follows the {@code @}, for what comes before is user and password. */
    private static Optional<JdbcUrl> oracle(String rest) {
        int at = rest.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        String address = rest.substring(at + 1);
        if (address.startsWith("(")) {
            Matcher host = ORACLE_HOST.matcher(address);
            Matcher port = ORACLE_PORT.matcher(address);
            Matcher service = ORACLE_SERVICE.matcher(address);
            return host.find()
                    ? Optional.of(
                            new JdbcUrl(
                                    "oracle://"
                                            + host.group(1)
                                            + (port.find() ? ":" + port.group(1) : ""),
                                    service.find() ? service.group(1) : ""))
                    : Optional.empty();
        }
        Matcher m = ORACLE_ADDRESS.matcher(address);
        return m.matches()
                ? Optional.of(
                        new JdbcUrl(
                                "oracle://"
                                        + m.group(1)
                                        + (m.group(2) == null ? "" : ":" + m.group(2)),
                                m.group(3) == null ? "" : m.group(3)))
                : Optional.empty();
    }

    private static Optional<JdbcUrl> athena(Map<String, String> properties) {
        String region = properties.getOrDefault("awsregion", properties.getOrDefault("region", ""));
        String catalog = properties.getOrDefault("catalog", "AwsDataCatalog");
        String schema = properties.getOrDefault("schema", properties.getOrDefault("database", ""));
        return region.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new JdbcUrl(
                                "awsathena://athena." + region + ".amazonaws.com",
                                schema.isEmpty() ? catalog : catalog + "." + schema));
    }

    private static Optional<JdbcUrl> spanner(String rest) {
        int projects = rest.indexOf("projects/");
        return projects < 0
                ? Optional.empty()
                : DatasetNames.read("spanner://" + rest.substring(projects))
                        .map(d -> new JdbcUrl(d.namespace(), d.name()));
    }

    private static Map<String, String> properties(String rest) {
        Map<String, String> properties = new HashMap<>();
        String known = rest.substring(rest.indexOf("//") + 1);
        for (String property : known.split("[/?&;]")) {
            put(property, properties);
        }
        return properties;
    }

    private static void put(String property, Map<String, String> properties) {
        int equals = property.indexOf('=');
        if (equals > 0) {
            properties.put(
                    property.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                    property.substring(equals + 1).strip());
        }
    }

    /** Returns the properties that are there, joined by dots. */
    private static String told(Map<String, String> properties, String... names) {
        return Arrays.stream(names)
                .map(name -> properties.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining("."));
    }
}
