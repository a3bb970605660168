package io.clew.protocol.clew;

import org.jspecify.annotations.Nullable;

/**
 * Says what a server is.
 *
 * @param version its version
 * @param store the kind of its database, such as {@code sqlite}
 * @param notice one sentence that everybody who looks should know; null when there is none
 */
public record ServerInfo(String version, String store, @Nullable String notice) {}
