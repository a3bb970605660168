package io.clew.identity.dataset;

import io.clew.identity.Segments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns any tool's or person's spelling of a dataset into its canonical {@link DatasetName}.
 *
 * <p>The canon is OpenLineage's naming page; {@code docs/identity.md} has the table of rules.
 * Nothing here throws on any text, and making a canonical name canonical changes nothing.
 */
public final class DatasetNames {
    /** Longest text that is read as a source; longer ones are data, not names. */
    public static final int LENGTH_MAX = 8192;

    /**
     * Most ways to split one text into namespace and name. Each is a lookup, and namespaces of
     * producers have a few slashes at most.
     */
    private static final int CANDIDATES_MAX = 32;

    private static final Pattern QUOTED_PATH =
            Pattern.compile("(?:delta|parquet|csv|json|orc|iceberg|hudi)\\.`([^`]+)`");
    private static final Pattern GLUE_TABLE =
            Pattern.compile("(arn:[a-z-]+:glue:[a-z0-9-]*:[0-9]*)[:/](table/.+)", Pattern.DOTALL);
    private static final Pattern S3_OBJECT =
            Pattern.compile("arn:[a-z-]+:s3:::(.+)", Pattern.DOTALL);

    private DatasetNames() {}

    /**
     * Makes a namespace and a name canonical, as producers of OpenLineage events give them: other
     * schemes for the same store, case of hosts, default ports and credentials.
     */
    public static DatasetName of(String namespace, String name) {
        return Canon.of(namespace, name);
    }

    /**
     * Reads a storage URI, JDBC URL, absolute path or ARN, as a tool or a person writes it.
     *
     * @return the dataset; empty when the text does not say where it is (a relative path, a bare
     *     table name, a query) or what it is there (a server)
     */
    public static Optional<DatasetName> read(String text) {
        String source = text.strip();
        if (source.isEmpty() || source.length() > LENGTH_MAX || !Segments.isWellFormed(source)) {
            return Optional.empty();
        }
        Matcher quoted = QUOTED_PATH.matcher(source);
        if (quoted.matches()) {
            return read(quoted.group(1));
        }
        if (source.startsWith("\\\\")) {
            return read("file:" + source.replace('\\', '/'));
        }
        if (source.startsWith("/") || Text.isDrivePath(source)) {
            return Optional.of(of("file", source));
        }
        if (JdbcUrl.isOne(source)) {
            return JdbcUrl.parse(source).flatMap(JdbcUrl::dataset);
        }
        Matcher s3 = S3_OBJECT.matcher(source);
        if (s3.matches()) {
            return read("s3://" + s3.group(1));
        }
        Matcher glue = GLUE_TABLE.matcher(source);
        if (glue.matches()) {
            return Optional.of(of(glue.group(1), glue.group(2)));
        }
        return Location.parse(source).flatMap(UriReader::read);
    }

    /**
     * Returns the datasets that a text may mean, the likeliest first: what {@link #read} says, and
     * each way to split it into namespace and name (a JDBC URL is never split). Empty when it has
     * neither a form that is known nor a slash to split at; 33 at most.
     */
    public static List<DatasetName> candidates(String text) {
        SequencedSet<DatasetName> found = new LinkedHashSet<>();
        read(text).ifPresent(found::add);
        String source = withoutCredentials(text.strip());
        int slash = JdbcUrl.isOne(source) ? -1 : source.indexOf('/', firstSplit(source));
        while (slash > 0 && found.size() < CANDIDATES_MAX && source.length() <= LENGTH_MAX) {
            String namespace = source.substring(0, slash);
            String plain = source.substring(slash + 1);
            boolean files =
                    Source.find(Text.before(namespace, ':'))
                            .filter(s -> s.layout() == Layout.FILES)
                            .isPresent();
            List<String> names = files ? List.of("/" + plain, plain) : List.of(plain, "/" + plain);
            for (String name : names) {
                if (!name.isEmpty()) {
                    found.add(of(namespace, name));
                }
            }
            slash = source.indexOf('/', slash + 1);
        }
        return List.copyOf(found);
    }

    /** Returns a text without what must not get into a name, whichever way it is split. */
    private static String withoutCredentials(String source) {
        Optional<Location> location = Location.parse(source);
        if (location.isEmpty() || !location.get().hasAuthority()) {
            return source;
        }
        Layout layout =
                Source.find(location.get().scheme()).map(Source::layout).orElse(Layout.OTHER);
        String rest = location.get().rest();
        String clean =
                switch (layout) {
                    case CONTAINER -> rest;
                    case TABLES -> Text.beforeAny(Secrets.withoutUserInfo(rest, false), "?;");
                    default -> Secrets.withoutUserInfo(rest, true);
                };
        return location.get().scheme() + "://" + Secrets.withoutSignedQuery(clean);
    }

    /** Returns where the first slash may stand that parts a namespace from a name. */
    private static int firstSplit(String source) {
        Optional<Location> location = Location.parse(source);
        if (location.isEmpty()) {
            return 1;
        }
        String folded = source.toLowerCase(Locale.ROOT);
        int start = location.get().scheme().length() + 1;
        return folded.startsWith("//", start) ? start + 2 : start + 1;
    }
}
