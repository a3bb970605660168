package io.clew.protocol.metaflow.rows;

import java.util.List;

/**
 * Holds what a client says of one artifact; its content is in Metaflow's datastore.
 *
 * @param sha SHA-1 of the serialized content, as the client writes it
 * @param attempt the attempt that registered it, from 0
 */
public record Artifact(
        String name,
        long attempt,
        String location,
        String dsType,
        String sha,
        String type,
        String contentType,
        String user,
        List<String> tags,
        List<String> systemTags) {
    public Artifact {
        tags = List.copyOf(tags);
        systemTags = List.copyOf(systemTags);
    }
}
