package io.clew.server.backup;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what a backup holds; the last entry of its file, so a file that was cut off has none.
 *
 * @param version the version of Clew that made it
 * @param created when, as an RFC 3339 instant
 * @param position the log position that the database in it has come to
 * @param migrations the migrations that its schema has, in no order
 * @param files the SHA-256 of each entry but the artifacts and the manifest, by name
 * @param artifacts how many artifacts there are; each is named by its SHA-256
 * @param artifactBytes how many bytes they have together
 */
public record Manifest(
        String version,
        String created,
        long position,
        List<String> migrations,
        Map<String, String> files,
        long artifacts,
        long artifactBytes) {

    /** The entry's name. */
    static final String NAME = "manifest.json";

    /** The form of the backup; a reader refuses one it does not know. */
    private static final int FORMAT = 1;

    /** Longest manifest that is read: the list of files is short. */
    static final int SIZE_BYTES_MAX = 10_000_000;

    public Manifest {
        migrations = List.copyOf(migrations);
        files = Map.copyOf(files);
    }

    byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        members.put("version", version);
        members.put("created", created);
        members.put("position", position);
        members.put("migrations", migrations);
        members.put("files", new TreeMap<>(files));
        members.put("artifacts", artifacts);
        members.put("artifact_bytes", artifactBytes);
        return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(members);
    }

    /**
     * Reads a manifest.
     *
     * @throws ClewException UNAVAILABLE when it is none, or of a form that this version cannot read
     */
    static Manifest read(byte[] json) {
        try {
            JsonNode node = new JsonMapper().readTree(json);
            int format = node.path("format").asInt(0);
            if (format != FORMAT) {
                throw refuse(
                        "it has format " + format + ", and this version of Clew reads " + FORMAT);
            }
            Map<String, String> files = new TreeMap<>();
            node.path("files")
                    .properties()
                    .forEach(file -> files.put(file.getKey(), file.getValue().asString()));
            return new Manifest(
                    node.path("version").asString(),
                    node.path("created").asString(),
                    node.path("position").asLong(),
                    node.path("migrations").valueStream().map(JsonNode::asString).toList(),
                    files,
                    node.path("artifacts").asLong(),
                    node.path("artifact_bytes").asLong());
        } catch (JacksonException e) {
            throw refuse("its manifest cannot be read: " + e.getMessage());
        }
    }

    static ClewException refuse(String why) {
        return new ClewException(ErrorCode.UNAVAILABLE, "this is no whole backup of Clew: " + why);
    }
}
