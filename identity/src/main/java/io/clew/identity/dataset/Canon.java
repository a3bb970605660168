package io.clew.identity.dataset;

import io.clew.identity.Segments;
import java.util.Locale;
import java.util.Optional;

/** Makes namespace and name canonical, by the layout of the source that the namespace names. */
final class Canon {
    private Canon() {}

    static DatasetName of(String givenNamespace, String givenName) {
        String given = wellFormed(givenNamespace).strip();
        String namespace = JdbcUrl.isOne(given) ? JdbcUrl.namespace(given) : given;
        String name = wellFormed(givenName);
        Optional<Source> bare = Source.find(namespace);
        if (bare.isPresent()) {
            return bare(bare.get(), namespace, name);
        }
        Optional<Location> parsed = Location.parse(namespace);
        if (parsed.isEmpty()) {
            return new DatasetName(namespace, name);
        }
        Location location = parsed.get();
        Source source =
                Source.find(location.scheme()).orElseGet(() -> Source.other(location.scheme()));
        return location.authority().isEmpty()
                        && Text.withoutLeadingSlashes(location.rest()).isEmpty()
                ? bare(source, namespace, name)
                : located(source, location, name);
    }

    /**
     * Names what lives in a source that has no host: {@code file}, {@code file:}, {@code file://}.
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
            case HUGGING_FACE -> onHub(location, name);
            case MEMORY ->
                    new DatasetName(
                            "inmemory://" + Text.withoutLeadingSlashes(location.rest()), name);
            case DATABASE_FILE, SPANNER, BIGQUERY, PUBSUB, AZURE_ML, OTHER ->
                    new DatasetName(
                            source.scheme()
                                    + (location.hasAuthority() ? "://" : ":")
                                    + plain(location.rest()),
                            name);
        };
    }

    private static DatasetName inBucket(Source source, Location location, String name) {
        String rest = Text.withoutTrailingSlashes(Secrets.withoutUserInfo(location.rest(), true));
        String key = Text.withoutTrailingSlashes(Secrets.withoutSignedQuery(name));
        return new DatasetName(
                source.scheme() + "://" + Text.withoutLeadingSlashes(rest),
                key.isEmpty() ? "/" : key);
    }

    /**
     * All of Azure's schemes name one store: {@code abfss} over its {@code dfs} host is the canon,
     * so that a container of an account is one namespace.
     */
    private static DatasetName inContainer(Source source, Location location, String name) {
        String rest = Text.withoutTrailingSlashes(location.rest());
        String authority = Text.before(rest, '/');
        int at = authority.lastIndexOf('@');
        String host =
                authority
                        .substring(at + 1)
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("\\.blob\\.", ".dfs.");
        String path =
                Text.withoutTrailingSlashes(
                        Text.withoutLeadingSlashes(Secrets.withoutSignedQuery(name)));
        return new DatasetName(
                source.scheme()
                        + "://"
                        + (at < 0 ? authority : authority.substring(0, at + 1) + host)
                        + rest.substring(authority.length()),
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
        String warehouse = Text.posixPath(clean.path());
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
        String path = Secrets.withoutSignedQuery(name);
        return Text.posixPath(
                mayBeRelative || path.startsWith("/") || Text.isDrivePath(path)
                        ? path
                        : "/" + path);
    }

    private static DatasetName onServer(Source source, Location location, String name) {
        String rest = Secrets.withoutUserInfo(location.rest(), source.layout() == Layout.PATHS);
        String head = Text.withoutTrailingSlashes(Text.beforeAny(rest, "?#;"));
        String authority = Text.before(head, '/');
        String hosts = Hosts.canonical(source, authority);
        String path = head.substring(authority.length());
        String scheme = location.hasAuthority() ? source.scheme() + "://" : source.scheme() + ":";
        if (source.scheme().equals("mssql") && hosts.contains(".azuresynapse.net")) {
            scheme = "sqlserver://";
        }
        return new DatasetName(scheme + hosts + path, name);
    }

    private static DatasetName onHub(Location location, String name) {
        String namespace = "hf://" + Text.withoutTrailingSlashes(location.rest());
        return new DatasetName(
                namespace, HuggingFace.withoutRevision(Text.withoutTrailingSlashes(name)));
    }

    /** Returns what follows an unlisted scheme, without credentials and trailing slashes. */
    private static String plain(String rest) {
        String clean = Secrets.withoutUserInfo(rest, true);
        String head = Text.beforeAny(clean, "?#");
        return Text.withoutTrailingSlashes(head);
    }

    private static String wellFormed(String text) {
        return Segments.isWellFormed(text) ? text : Segments.of(text);
    }
}
