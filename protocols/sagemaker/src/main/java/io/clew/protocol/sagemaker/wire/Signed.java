package io.clew.protocol.sagemaker.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a signature's header says of a call; nothing in it is checked, since Clew does not
 * know the caller's secret.
 *
 * @param region where the caller believes to be
 */
public record Signed(String region) {
    /** Where a call comes from that has no readable signature. */
    public static final String DEFAULT_REGION = "us-east-1";

    private static final Pattern SCOPE =
            Pattern.compile(
                    "AWS4-HMAC-SHA256 +Credential=[^/,\\s]{1,128}/[0-9]{8}/([a-z0-9-]{1,32})/[a-z-]{1,32}/aws4_request.*");

    /** Reads an {@code Authorization} header; null when there is none. */
    public static Signed of(@Nullable String authorization) {
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        return new Signed(scope.matches() ? scope.group(1) : DEFAULT_REGION);
    }
}
