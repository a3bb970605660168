package io.clew.identity.dataset;

import io.clew.identity.Digests;
import io.clew.identity.Segments;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes namespace and name canonical, by the layout of the source that the namespace names. */
final class Canon {
    private static final Pattern PLAIN_JDBC = Pattern.compile("[A-Za-z0-9:._/~-]{1,256}");

    private Canon() {}

    static DatasetName of(String givenNamespace, String givenName) {
        String namespace =
                givenNamespace.length() > DatasetNames.LENGTH_MAX
                        ? "~sha256-" + Digests.sha256(givenNamespace)
                        : wellFormed(givenNamespace);
        String name = wellFormed(givenName);
        if (!JdbcUrl.isOne(namespace)) {
            return plain(namespace, name);
        }
        return JdbcUrl.parse(namespace)
                .map(url -> plain(url.namespace(), name))
                .orElseGet(() -> new DatasetName(unreadJdbc(namespace), name));
    }

    /**
     * Returns a JDBC URL of an unknown form as it is, or by its digest where it may hide a secret.
     */
    private static String unreadJdbc(String url) {
        return PLAIN_JDBC.matcher(url).matches()
                ? url
                : "jdbc:~sha256-" + Digests.sha256(Secrets.redacted(url));
    }

    private static DatasetName plain(String namespace, String givenName) {
        Optional<Location> parsed = Location.parse(namespace);
        String scheme = parsed.map(Location::scheme).orElse(namespace);
        Source source = Source.find(scheme).orElseGet(() -> Source.other(scheme));
        String name =
                source.layout() == Layout.WEB ? givenName : Secrets.withoutSignedQuery(givenName);
        if (parsed.isEmpty()) {
            return bare(source, namespace, name);
        }
        return Text.withoutLeadingSlashes(parsed.get().rest()).isEmpty()
                ? bare(source, namespace, name)
                : located(source, parsed.get(), name);
    }

    /**
     * Names what lives in a source without a host: {@code file}, {@code file:}, {@code file://}.
     */
    private static DatasetName bare(Source source, String namespace, String name) {
        return switch (source.layout()) {
            case FILES -> new DatasetName(source.scheme(), path(source, "", name));
            case BIGQUERY, PUBSUB -> new DatasetName(source.scheme(), name);
            case MEMORY -> new DatasetName("inmemory://", Text.withoutLeadingSlashes(name));
            default -> new DatasetName(namespace, name);
        };
    }

    private static DatasetName located(Source source, Location location, String name) {
        return switch (source.layout()) {
            case BUCKET -> inBucket(source, location, name);
            case CONTAINER -> inContainer(source, location, name);
            case FILES -> file(source, location, name);
            case WEB ->
                    WebAddress.read(
                            source, Text.withoutTrailingSlashes(location.rest()) + "/" + name);
            case TABLES, PATHS -> onServer(source, location, name);
            case HUGGING_FACE ->
                    new DatasetName(
                            "hf://" + Text.withoutTrailingSlashes(location.rest()),
                            HuggingFace.withoutRevision(Text.withoutTrailingSlashes(name)));
            case MEMORY ->
                    new DatasetName(
                            "inmemory://" + Text.withoutLeadingSlashes(location.rest()), name);
            case DATABASE_FILE, SPANNER, BIGQUERY, PUBSUB, AZURE_ML, OTHER ->
                    unlisted(source, location, name);
        };
    }

    private static DatasetName inBucket(Source source, Location location, String name) {
        String given = Secrets.withoutSignedQuery(location.rest());
        String bucket = Text.withoutTrailingSlashes(withoutUsers(given, true));
        String key = Text.withoutTrailingSlashes(name);
        return new DatasetName(source.scheme() + "://" + bucket, key.isEmpty() ? "/" : key);
    }

    /**
     * All of Azure's schemes name one store: {@code abfss} over its {@code dfs} host is the canon,
     * so that a container of an account is one namespace.
     */
    private static DatasetName inContainer(Source source, Location location, String name) {
        String rest = Text.withoutTrailingSlashes(Secrets.withoutSignedQuery(location.rest()));
        String authority = Text.before(rest, '/');
        int at = authority.lastIndexOf('@');
        String host = authority.substring(at + 1).toLowerCase(Locale.ROOT);
        String container =
                at < 0
                        ? authority
                        : authority.substring(0, at + 1) + host.replace(".blob.", ".dfs.");
        String path = Text.withoutTrailingSlashes(Text.withoutLeadingSlashes(name));
        return new DatasetName(
                source.scheme() + "://" + container + rest.substring(authority.length()),
                path.isEmpty() ? "/" : path);
    }

    private static DatasetName file(Source source, Location location, String name) {
        Location clean = location.withRest(Secrets.withoutUserInfo(location.rest(), true));
        String host = Hosts.canonical(source, clean.authority());
        if (source.scheme().equals("file") && host.equals("localhost")) {
            host = "";
        }
        Source owner = source;
        if (source.scheme().equals("hdfs") && isDatabricks(host)) {
            owner = Source.find("dbfs").orElse(source);
        }
        String warehouse = Text.posixPath(Secrets.withoutSignedQuery(clean.path()));
        String namespace = host.isEmpty() ? owner.scheme() : owner.scheme() + "://" + host;
        if (warehouse.isEmpty() || warehouse.equals("/")) {
            return new DatasetName(namespace, path(owner, host, name));
        }
        return new DatasetName(namespace + (host.isEmpty() ? ":" : "") + warehouse, name);
    }

    /** Older pages of the canon write a Databricks workspace's DBFS with the scheme of HDFS. */
    private static boolean isDatabricks(String host) {
        return host.endsWith(".azuredatabricks.net") || host.endsWith(".cloud.databricks.com");
    }

    /** Returns an absolute path; only a local file's path may be relative, and then stays so. */
    private static String path(Source source, String host, String name) {
        boolean mayBeRelative = source.scheme().equals("file") && host.isEmpty();
        boolean asGiven = mayBeRelative || name.startsWith("/") || Text.isDrivePath(name);
        return Text.posixPath(asGiven ? name : "/" + name);
    }

    private static DatasetName onServer(Source source, Location location, String name) {
        boolean mayHoldAt = source.layout() == Layout.PATHS;
        String rest = withoutUsers(location.rest(), mayHoldAt);
        String path = Text.withoutTrailingSlashes(Text.beforeAny(rest, "?#;"));
        String hosts = "";
        while (hosts.isEmpty() && !path.isEmpty()) {
            String authority = Text.before(path, '/');
            hosts = Hosts.canonical(source, authority);
            path = path.substring(authority.length());
            path = hosts.isEmpty() ? withoutUsers(path, mayHoldAt) : path;
        }
        boolean synapse = source.scheme().equals("mssql") && hosts.contains(".azuresynapse.net");
        String scheme = synapse ? "sqlserver" : source.scheme();
        return new DatasetName(scheme + "://" + hosts + path, name);
    }

    /** Takes slashes and credentials from the beginning until a host or a bucket is there. */
    private static String withoutUsers(String given, boolean path) {
        String rest = given;
        String before;
        do {
            before = rest;
            rest = Secrets.withoutUserInfo(Text.withoutLeadingSlashes(rest), path);
        } while (!rest.equals(before));
        return rest;
    }

    /** Keeps what follows a scheme, but for credentials, parameters and trailing slashes. */
    private static DatasetName unlisted(Source source, Location location, String name) {
        String head = Text.beforeAny(Secrets.withoutUserInfo(location.rest(), true), "?#");
        String namespace =
                source.scheme()
                        + (location.hasAuthority() ? "://" : ":")
                        + Text.withoutTrailingSlashes(head);
        return Text.withoutLeadingSlashes(head).isEmpty()
                ? bare(source, namespace, name)
                : new DatasetName(namespace, name);
    }

    private static String wellFormed(String text) {
        return Segments.isWellFormed(text) ? text : Segments.of(text);
    }
}
