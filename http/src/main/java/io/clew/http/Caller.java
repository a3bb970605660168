package io.clew.http;

import org.jspecify.annotations.Nullable;

/**
 * Says who calls, as far as a request tells without a check.
 *
 * @param claimedName the user name of a Basic header, unchecked; null when there is none
 * @param bearer a bearer token, unchecked; null when there is none; never logged
 * @param remoteAddress the peer's address
 */
public record Caller(@Nullable String claimedName, @Nullable String bearer, String remoteAddress) {

    @Override
    public String toString() {
        return "Caller[" + claimedName + " from " + remoteAddress + "]";
    }
}
