package io.clew.harvest.azureml;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds the storage addresses of what {@code azureml://} names within datastores. */
final class Datastores {
    private static final Pattern PATH =
            Pattern.compile("azureml:(?://)?(?:.*/)?datastores/([^/]+)(?:/paths)?(?:/(.*))?");

    private final Map<String, String> roots = new TreeMap<>();

    /** Learns where a datastore is; of a kind that is not known nothing. */
    void add(JsonNode datastore) {
        JsonNode properties = datastore.path("properties");
        String account = properties.path("accountName").asString("");
        String suffix = properties.path("endpoint").asString("core.windows.net");
        String root =
                switch (properties.path("datastoreType").asString("")) {
                    case "AzureBlob" ->
                            "wasbs://%s@%s.blob.%s"
                                    .formatted(
                                            properties.path("containerName").asString(""),
                                            account,
                                            suffix);
                    case "AzureDataLakeGen2" ->
                            "abfss://%s@%s.dfs.%s"
                                    .formatted(
                                            properties.path("filesystem").asString(""),
                                            account,
                                            suffix);
                    case "AzureFile" ->
                            "https://%s.file.%s/%s"
                                    .formatted(
                                            account,
                                            suffix,
                                            properties.path("fileShareName").asString(""));
                    case "AzureDataLakeGen1" ->
                            "adl://%s.azuredatalakestore.net"
                                    .formatted(properties.path("storeName").asString(""));
                    default -> "";
                };
        if (!root.isEmpty()) {
            roots.put(datastore.path("name").asString(""), root);
        }
    }

    /** Returns the storage address of each address in a resource that a datastore leads to. */
    Map<String, String> places(JsonNode resource) {
        Map<String, String> places = new TreeMap<>();
        collect(resource, places);
        return places;
    }

    private void collect(JsonNode node, Map<String, String> places) {
        if (node.isString()) {
            Matcher path = PATH.matcher(node.asString());
            if (path.matches() && roots.containsKey(path.group(1))) {
                String rest = path.group(2) == null ? "" : "/" + path.group(2);
                places.put(node.asString(), roots.get(path.group(1)) + rest);
            }
        } else {
            node.forEach(child -> collect(child, places));
        }
    }
}
