package io.clew.protocol.openlineage.marquez.wire;

import io.clew.identity.Digests;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes the UUIDs that Marquez gives to versions, from what Clew names them by. */
public final class Uuids {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int HALF = 16;

    private Uuids() {}

    /**
     * Returns the UUID (version 8, from a SHA-256) of a text: the same on every server and for
     * ever.
     */
    public static String of(String text) {
        String hex = Digests.sha256(text);
        long high = HexFormat.fromHexDigitsToLong(hex, 0, HALF);
        long low = HexFormat.fromHexDigitsToLong(hex, HALF, 2 * HALF);
        return new UUID(high & ~0xF000L | VERSION_8, low >>> 2 | VARIANT).toString();
    }

    /** Says whether a text has the form of a UUID. */
    public static boolean isOne(String text) {
        return UUID_FORM.matcher(text).matches();
    }
}
