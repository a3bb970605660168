package io.clew.protocol.clew;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what a server is.
 *
 * @param version its version
 * @param store the kind of its database, such as {@code sqlite}
 * @param notice one sentence that everybody who looks should know; null when there is none
 * @param parts what works in the server beside answering requests, by name: each says how it goes
 *     when asked, as texts, numbers, lists and maps
 */
public record ServerInfo(
        String version,
        String store,
        @Nullable String notice,
        Map<String, Supplier<Map<String, Object>>> parts) {

    public ServerInfo {
        parts = Map.copyOf(parts);
    }
}
