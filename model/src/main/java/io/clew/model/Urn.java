package io.clew.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names a node: {@code urn:clew:<kind>:<segment>/<segment>…}, each segment percent-encoded but for
 * RFC 3986 unreserved characters.
 *
 * <p>Two URNs are equal when their kinds and decoded segments are equal. There is at least one
 * segment; segments may hold any text, including {@code /}, and are never empty.
 *
 * @param kind what the node is
 * @param segments the decoded segments, in order
 */
public record Urn(NodeKind kind, List<String> segments) implements Comparable<Urn> {

    private static final String PREFIX = "urn:clew:";
    private static final String HEX = "0123456789ABCDEF";

    public Urn {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a URN needs at least one segment");
        }
        for (String segment : segments) {
            if (segment.isEmpty()) {
                throw new IllegalArgumentException("a segment of a URN must not be empty");
            }
        }
    }

    /** Makes a URN from decoded segments. */
    public static Urn of(NodeKind kind, String... segments) {
        return new Urn(kind, List.of(segments));
    }

    /** Returns the segment at an index, decoded. */
    public String segment(int index) {
        return segments.get(index);
    }

    /** Returns the last segment, decoded: a version's name, a run's id. */
    public String last() {
        return segments.getLast();
    }

    /** Says whether a text claims to be a URN of Clew, well-formed or not. */
    public static boolean looksLikeUrn(String text) {
        return text.startsWith(PREFIX);
    }

    /** Parses a URN; empty when the text is not a well-formed URN of a known kind. */
    public static Optional<Urn> parse(String text) {
        if (!looksLikeUrn(text)) {
            return Optional.empty();
        }
        int colon = text.indexOf(':', PREFIX.length());
        if (colon < 0) {
            return Optional.empty();
        }
        Optional<NodeKind> kind = NodeKind.fromWireName(text.substring(PREFIX.length(), colon));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String encoded : text.substring(colon + 1).split("/", -1)) {
            Optional<String> segment = decode(encoded);
            if (segment.isEmpty() || segment.get().isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(new Urn(kind.get(), segments));
    }

    @Override
    public int compareTo(Urn other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(PREFIX).append(kind.wireName());
        char separator = ':';
        for (String segment : segments) {
            out.append(separator);
            encode(segment, out);
            separator = '/';
        }
        return out.toString();
    }

    private static void encode(String segment, StringBuilder out) {
        int plain = 0;
        while (plain < segment.length() && isUnreserved(segment.charAt(plain))) {
            plain++;
        }
        out.append(segment, 0, plain);
        if (plain == segment.length()) {
            return;
        }
        // Up to here characters are bytes.
        String rest = segment.substring(plain);
        for (byte b : rest.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved((char) b)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
    }

    private static Optional<String> decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                if (i + 2 >= encoded.length()) {
                    return Optional.empty();
                }
                int high = Character.digit(encoded.charAt(i + 1), 16);
                int low = Character.digit(encoded.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else if (isUnreserved(c)) {
                bytes.write(c);
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isUnreserved(char b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
