package io.clew.identity.dataset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code http} and {@code https} addresses as datasets.
 *
 * <p>An address of an object store or of Hugging Face names what it is there: the same object as
 * its own URI. Any other has the namespace {@code scheme://host[:port]} and the path as its name,
 * without the leading slash. Its query is kept, since it may choose the data, but for credentials;
 * the fragment is not.
 */
final class WebAddress {
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern S3_BUCKET =
            Pattern.compile(
                    "(?:(.+)\\.)?s3(?:[.-](?:dualstack\\.)?(?!website|accesspoint)[a-z0-9-]+)?"
                            + "\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern CONTAINER = Pattern.compile("[$A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern GCS_BUCKET =
            Pattern.compile("(?:(.+)\\.)?storage\\.(?:googleapis|cloud\\.google)\\.com");
    private static final Pattern GCS_API =
            Pattern.compile("(?:download/)?storage/v1/b/([^/]+)/o/([^/]+)");
    private static final Pattern AZURE =
            Pattern.compile(
                    "([^.]+)\\.(?:blob|dfs)\\.(core\\.windows\\.net|core\\.chinacloudapi\\.cn"
                            + "|core\\.usgovcloudapi\\.net|fabric\\.microsoft\\.com)");
    private static final Pattern HUGGING_FACE =
            Pattern.compile(
                    "datasets/([^/]+(?:/[^/]+)?)"
                            + "(?:/(?:resolve|blob|raw|tree)/[^/]+(/.*)?|/viewer(?:/.*)?)?",
                    Pattern.DOTALL);

    private WebAddress() {}

    /**
     * Reads what follows {@code scheme://} in an address.
     *
     * @param source the row of {@code http} or {@code https}
     * @param rest authority, path, query and fragment; with or without credentials
     */
    static DatasetName read(Source source, String rest) {
        String address = Text.before(Secrets.withoutUserInfo(rest, true), '#');
        String authority = Text.beforeAny(address, "/?");
        String host = Hosts.canonical(source, authority);
        String target = address.substring(authority.length());
        String path = Text.before(target, '?');
        Optional<DatasetName> object =
                object(host, path.startsWith("/") ? path.substring(1) : path);
        if (object.isPresent()) {
            return object.get();
        }
        String name =
                Text.percentNormalised(
                        Text.withoutTrailingSlashes(Text.withoutLeadingSlashes(path)));
        if (path.length() < target.length()) {
            String query = Secrets.withoutSecrets(target.substring(path.length() + 1));
            name += query.isEmpty() ? "" : "?" + Text.percentNormalised(query);
        }
        return new DatasetName(source.scheme() + "://" + host, name.isEmpty() ? "/" : name);
    }

    private static Optional<DatasetName> object(String host, String path) {
        Matcher s3 = S3_BUCKET.matcher(host);
        if (s3.matches()) {
            return inBucket("s3", s3.group(1), path);
        }
        Matcher api = GCS_API.matcher(path);
        if (host.equals("storage.googleapis.com") && api.matches()) {
            return inBucket("gs", api.group(1), api.group(2));
        }
        Matcher gcs = GCS_BUCKET.matcher(host);
        if (gcs.matches()) {
            return inBucket("gs", gcs.group(1), path);
        }
        Matcher azure = AZURE.matcher(host);
        String inAccount = Text.withoutLeadingSlashes(path);
        String container = Text.before(inAccount, '/');
        if (azure.matches() && CONTAINER.matcher(container).matches()) {
            String account = azure.group(1) + ".dfs." + azure.group(2);
            return Optional.of(
                    DatasetNames.of(
                            "abfss://" + container + "@" + account,
                            Text.percentDecoded(inAccount.substring(container.length()))));
        }
        Matcher hub = HUGGING_FACE.matcher(Text.withoutTrailingSlashes(path));
        if (host.equals("huggingface.co") && hub.matches()) {
            String file = hub.group(2) == null ? "" : hub.group(2);
            return Optional.of(
                    DatasetNames.of("hf://datasets", Text.percentDecoded(hub.group(1) + file)));
        }
        return Optional.empty();
    }

    /** Names an object whose bucket is in the host, or else the first part of the path. */
    private static Optional<DatasetName> inBucket(
            String scheme, @Nullable String bucketInHost, String path) {
        if (bucketInHost != null) {
            return Optional.of(
                    DatasetNames.of(scheme + "://" + bucketInHost, Text.percentDecoded(path)));
        }
        String target = Text.withoutLeadingSlashes(path);
        String bucket = Text.before(target, '/');
        String key = target.substring(Math.min(target.length(), bucket.length() + 1));
        return BUCKET.matcher(bucket).matches()
                ? Optional.of(DatasetNames.of(scheme + "://" + bucket, Text.percentDecoded(key)))
                : Optional.empty();
    }
}
