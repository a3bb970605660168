package io.clew.protocol.azureml.harvest;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the ids by which resources of Azure ML name each other: {@code
 * /subscriptions/…/workspaces/w/models/m/versions/3}, {@code azureml://registries/r/models/m/
 * versions/3}, {@code azureml:m:3}.
 *
 * @param kind {@code jobs}, {@code data}, {@code models}, {@code environments}, {@code components},
 *     {@code codes}, {@code onlineendpoints}, {@code batchendpoints}; empty when not told
 * @param registry the registry it is in; empty for the workspace
 * @param name of the resource
 * @param version or the deployment of an endpoint; empty when not told
 */
record AssetId(String kind, String registry, String name, String version) {
    private static final Pattern LONG =
            Pattern.compile(
                    "(?:.*/)?(jobs|runs|data|models|environments|components|codes|onlineEndpoints|batchEndpoints)"
                            + "/([^/]+)(?:/(?:versions|deployments)/([^/]+))?/?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern REGISTRY =
            Pattern.compile(".*/registries/([^/]+)/.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHORT = Pattern.compile("azureml:([^:/]+):([^:/]+)");

    /** Reads an id; empty when it is none, such as the address of a file. */
    static Optional<AssetId> of(String id) {
        Matcher brief = SHORT.matcher(id);
        if (brief.matches()) {
            return Optional.of(new AssetId("", "", brief.group(1), brief.group(2)));
        }
        if (id.contains("/datastores/")) {
            return Optional.empty();
        }
        Matcher full = LONG.matcher(id);
        if (!full.matches() || !(id.startsWith("/") || id.startsWith("azureml:"))) {
            return Optional.empty();
        }
        Matcher registry = REGISTRY.matcher(id);
        String kind = full.group(1).toLowerCase(Locale.ROOT);
        return Optional.of(
                new AssetId(
                        kind.equals("runs") ? "jobs" : kind,
                        registry.matches() ? registry.group(1) : "",
                        full.group(2),
                        full.group(3) == null ? "" : full.group(3)));
    }
}
