package io.clew.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names a node: {@code urn:clew:<kind>:<segment>/<segment>…}, each segment percent-encoded but for
 * RFC 3986 unreserved characters.
 *
 * <p>Two URNs are equal when their kinds and decoded segments are equal. There is at least one
 * segment; segments may hold any text, including {@code /}, and are never empty.
 */
public final class Urn implements Comparable<Urn> {

    private static final String PREFIX = "urn:clew:";
    private static final String HEX = "0123456789ABCDEF";

    private final NodeKind kind;
    private final List<String> segments;

    /** The text and the hash, made when first asked for: a write asks many times. */
    private @Nullable String text;

    private int hash;

    /**
     * Makes a URN.
     *
     * @param kind what the node is
     * @param segments the decoded segments, in order
     */
    public Urn(NodeKind kind, List<String> segments) {
        this.kind = kind;
        this.segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a URN needs at least one segment");
        }
        for (String segment : segments) {
            if (segment.isEmpty()) {
                throw new IllegalArgumentException("a segment of a URN must not be empty");
            }
        }
    }

    /** Returns what the node is. */
    public NodeKind kind() {
        return kind;
    }

    /** Returns the decoded segments, in order. */
    public List<String> segments() {
        return segments;
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
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Urn urn
                        && kind == urn.kind
                        && hashCode() == urn.hashCode()
                        && hasSegments(urn.segments);
    }

    private boolean hasSegments(List<String> others) {
        int index = segments.size();
        if (index != others.size()) {
            return false;
        }
        while (--index >= 0) {
            if (!segments.get(index).equals(others.get(index))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            // Not of the kind's own hash, which differs from process to process.
            known = 31 * kind.ordinal() + segments.hashCode();
            hash = known;
        }
        return known;
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = write();
            text = known;
        }
        return known;
    }

    private String write() {
        StringBuilder out = new StringBuilder(96).append(PREFIX).append(kind.wireName());
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
        if (isPlain(encoded)) {
            return Optional.of(encoded);
        }
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

    private static boolean isPlain(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (!isUnreserved(segment.charAt(i))) {
                return false;
            }
        }
        return true;
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
