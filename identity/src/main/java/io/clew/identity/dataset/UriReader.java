package io.clew.identity.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Splits a URI into namespace and name where its source's layout parts them. */
final class UriReader {
    private static final Pattern PUBSUB =
            Pattern.compile("projects/([^/]+)/(topic|subscription)s/([^/]+)");
    private static final Pattern SPANNER =
            Pattern.compile(
                    "projects/([^/]+)/instances/([^/]+)/databases/([^/]+)(?:/(.+))?",
                    Pattern.DOTALL);
    private static final Pattern AZURE_ML =
            Pattern.compile(
                    "(?:subscriptions/[^/]+/resourcegroups/[^/]+/|locations/[^/]+/)"
                            + "workspaces/([^/]+)/(.+)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern AZURE_ML_VERSION = Pattern.compile("(data/[^/]+)/versions/[^/]+");

    private UriReader() {}

    static Optional<DatasetName> read(Location uri) {
        Source source = Source.find(uri.scheme()).orElseGet(() -> Source.other(uri.scheme()));
        return switch (source.layout()) {
            case BUCKET -> stored(source, uri, Secrets.withoutUserInfo(uri.rest(), true));
            case CONTAINER -> stored(source, uri, uri.rest());
            case FILES -> file(source, uri);
            case WEB ->
                    uri.authority().isEmpty()
                            ? Optional.empty()
                            : Optional.of(WebAddress.read(source, uri.rest()));
            case TABLES -> table(source, uri);
            case PATHS -> path(source, uri);
            case DATABASE_FILE -> tableInFile(source, uri);
            case BIGQUERY -> bigQuery(uri);
            case PUBSUB -> pubsub(uri);
            case MEMORY -> named("inmemory://", Text.withoutLeadingSlashes(uri.rest()));
            case SPANNER -> spanner(uri);
            case HUGGING_FACE -> hub(uri);
            case AZURE_ML -> azureMl(uri);
            case OTHER -> other(source, uri);
        };
    }

    /** Reads an object's key; {@code s3:/bucket/key} is what Python's Path makes of such a URI. */
    private static Optional<DatasetName> stored(Source source, Location uri, String given) {
        String rest = uri.hasAuthority() ? given : Text.withoutLeadingSlashes(given);
        String authority = Text.before(rest, '/');
        if (authority.isEmpty()) {
            return Optional.empty();
        }
        String key = rest.substring(authority.length());
        return Optional.of(
                DatasetNames.of(
                        source.scheme() + "://" + authority,
                        key.startsWith("/") ? key.substring(1) : key));
    }

    /** Reads a path; in a {@code file} URI it is percent-encoded (RFC 8089), elsewhere literal. */
    private static Optional<DatasetName> file(Source source, Location uri) {
        Location clean = uri.withRest(Secrets.withoutUserInfo(uri.rest(), true));
        boolean local = source.scheme().equals("file");
        String path = Secrets.withoutSignedQuery(clean.path());
        if (path.isEmpty()) {
            path = "/";
        }
        return Optional.of(
                DatasetNames.of(
                        source.scheme() + "://" + clean.authority(),
                        local ? Text.percentDecoded(path) : path));
    }

    private static Optional<DatasetName> table(Source source, Location uri) {
        String head = Text.beforeAny(Secrets.withoutUserInfo(uri.rest(), false), "?;");
        String authority = Text.before(head, '/');
        String name =
                Arrays.stream(head.substring(authority.length()).split("/"))
                        .filter(part -> !part.isEmpty())
                        .map(Text::percentDecoded)
                        .collect(Collectors.joining("."));
        return !uri.hasAuthority() || authority.isEmpty()
                ? Optional.empty()
                : named(source.scheme() + "://" + authority, name);
    }

    private static Optional<DatasetName> path(Source source, Location uri) {
        String head = Text.beforeAny(Secrets.withoutUserInfo(uri.rest(), true), "?#");
        int end = Text.before(head, '/').length();
        for (int i = 0; i < source.namespaceSegments() && end >= 0 && end < head.length(); i++) {
            int slash = head.indexOf('/', end + 1);
            end = slash < 0 ? head.length() : slash;
        }
        return !uri.hasAuthority() || end == 0
                ? Optional.empty()
                : named(
                        source.scheme() + "://" + head.substring(0, end),
                        Text.withoutLeadingSlashes(head.substring(end)));
    }

    private static Optional<DatasetName> tableInFile(Source source, Location uri) {
        String head = Text.beforeAny(uri.rest(), "?#");
        int slash = head.lastIndexOf('/');
        return slash <= 0
                ? Optional.empty()
                : named(
                        source.scheme()
                                + (uri.hasAuthority() ? "://" : ":")
                                + head.substring(0, slash),
                        head.substring(slash + 1));
    }

    private static Optional<DatasetName> bigQuery(Location uri) {
        String name =
                Arrays.stream(Text.beforeAny(uri.rest(), "?#").split("[/:]"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("."));
        return named("bigquery", name);
    }

    private static Optional<DatasetName> pubsub(Location uri) {
        String rest = Text.withoutLeadingSlashes(uri.rest());
        Matcher m = PUBSUB.matcher(rest);
        return named(
                "pubsub", m.matches() ? m.group(2) + ":" + m.group(1) + ":" + m.group(3) : rest);
    }

    private static Optional<DatasetName> spanner(Location uri) {
        String rest = Text.withoutLeadingSlashes(Text.beforeAny(uri.rest(), "?#;"));
        Matcher m = SPANNER.matcher(rest);
        if (m.matches()) {
            String table = m.group(4) == null ? "" : "." + m.group(4).replace('/', '.');
            return named("spanner://" + m.group(1) + ":" + m.group(2), m.group(3) + table);
        }
        String instance = Text.before(rest, '/');
        return named(
                "spanner://" + instance,
                Text.withoutLeadingSlashes(rest.substring(instance.length())));
    }

    private static Optional<DatasetName> hub(Location uri) {
        String authority = uri.authority();
        String namespace = "hf://" + authority;
        return authority.isEmpty()
                ? Optional.empty()
                : named(namespace, Text.withoutLeadingSlashes(uri.path()));
    }

    private static Optional<DatasetName> azureMl(Location uri) {
        String rest = Text.withoutLeadingSlashes(uri.rest());
        Matcher m = AZURE_ML.matcher(rest);
        if (m.matches()) {
            Matcher version = AZURE_ML_VERSION.matcher(m.group(2));
            String name = version.matches() ? version.group(1) : m.group(2);
            return named("azureml://" + m.group(1), Text.withoutTrailingSlashes(name));
        }
        if (rest.toLowerCase(Locale.ROOT).startsWith("datastores/")) {
            return named("azureml", Text.withoutTrailingSlashes(rest));
        }
        String workspace = Text.before(rest, '/');
        return named(
                "azureml://" + workspace,
                Text.withoutLeadingSlashes(rest.substring(workspace.length())));
    }

    private static Optional<DatasetName> other(Source source, Location uri) {
        String rest = Secrets.withoutUserInfo(uri.rest(), true);
        if (!uri.hasAuthority()) {
            return named(source.scheme(), Secrets.withoutSignedQuery(rest));
        }
        String authority = Text.before(rest, '/');
        String path = Text.withoutLeadingSlashes(rest.substring(authority.length()));
        return authority.isEmpty()
                ? named(source.scheme(), Secrets.withoutSignedQuery(rest))
                : named(source.scheme() + "://" + authority, Secrets.withoutSignedQuery(path));
    }

    private static Optional<DatasetName> named(String namespace, String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(DatasetNames.of(namespace, name));
    }
}
