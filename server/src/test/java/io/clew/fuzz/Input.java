package io.clew.fuzz;

import io.clew.http.Route;
import io.clew.http.internal.InProcess.Sent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * Is one request for a route, right but for what was changed in it.
 *
 * @param fields of the query of a GET, of the JSON body of other methods
 * @param damage what is done to the bytes of the body at last; the seed of its choices
 */
record Input(
        Route route,
        String method,
        Map<String, String> pathParameters,
        Tree fields,
        List<Map.Entry<String, String>> query,
        Map<String, String> headers,
        long damage) {

    private static final int BOMB_BYTES = 40 << 20;

    /** Unpacks to more than any route takes. */
    private static final byte[] BOMB = gzip(new byte[BOMB_BYTES]);

    /** Makes the request. */
    Sent sent(UnaryOperator<String> named) {
        StringBuilder target = new StringBuilder();
        for (String segment : route.pattern().substring(1).split("/")) {
            target.append('/');
            if (segment.startsWith("{")) {
                String name = segment.substring(1, segment.length() - 1).replace("...", "");
                target.append(named.apply(pathParameters.getOrDefault(name, name)));
            } else {
                target.append(segment);
            }
        }
        char join = '?';
        for (Map.Entry<String, String> each : query) {
            target.append(join).append(each.getKey());
            if (!each.getValue().equals("\0none")) {
                target.append('=').append(named.apply(each.getValue()));
            }
            join = '&';
        }
        Map<String, String> sent = new TreeMap<>();
        headers.forEach((name, value) -> sent.put(name, named.apply(value)));
        operation().ifPresent(operation -> sent.put("x-amz-target", operation));
        boolean bodiless = method.equals("GET") || method.equals("HEAD");
        byte[] body =
                bodiless
                        ? new byte[0]
                        : damaged(sent, fields.write(named).getBytes(StandardCharsets.UTF_8));
        return new Sent(method, target.toString(), sent, body);
    }

    /** Returns the operation of AWS that fields are of: a header names it, and we name it here. */
    private Optional<String> operation() {
        return fields instanceof Tree.Fields object
                ? object.list().stream()
                        .filter(field -> field.name().equals("__operation"))
                        .map(field -> field.value())
                        .filter(Tree.Words.class::isInstance)
                        .map(words -> "SageMaker." + ((Tree.Words) words).text())
                        .filter(text -> text.matches("[!-~]{1,200}"))
                        .findFirst()
                : Optional.empty();
    }

    /** Says whether fields travel in the query. */
    static boolean inQuery(Route route) {
        return switch (route.method()) {
            case GET, HEAD, OPTIONS -> true;
            case POST, PUT, PATCH, DELETE ->
                    route.pattern().endsWith("/upload-artifact")
                            || route.pattern().endsWith("/harvests/{id}/files/{path...}");
        };
    }

    private byte[] damaged(Map<String, String> sent, byte[] body) {
        if (damage == 0) {
            return body;
        }
        Chance chance = new Chance(damage, 1);
        String text = new String(body, StandardCharsets.UTF_8);
        switch (chance.below(16)) {
            case 0, 1 -> {
                return cut(body, chance.below(body.length + 1));
            }
            case 2, 3 -> {
                byte[] flipped = body.clone();
                for (int i = 1 + chance.few(5); i > 0 && flipped.length > 0; i--) {
                    flipped[chance.below(flipped.length)] = (byte) chance.below(256);
                }
                return flipped;
            }
            case 4 -> {
                return text.getBytes(
                        Charset.forName(chance.of("UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1")));
            }
            case 5 -> {
                return joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, body);
            }
            case 6 -> {
                return joined(
                        body,
                        chance.of("x", "{}", "\0", " ", ",", "//c", "]")
                                .getBytes(StandardCharsets.UTF_8));
            }
            case 7 -> {
                sent.put("content-encoding", chance.of("gzip", "x-gzip", "GZIP "));
                return gzip(body);
            }
            case 8 -> {
                sent.put("content-encoding", chance.of("gzip", "br", "deflate", "identity", ""));
                return body;
            }
            case 9 -> {
                sent.put("content-encoding", "gzip");
                byte[] packed = gzip(body);
                if (chance.oneIn(2)) {
                    return cut(packed, chance.below(packed.length));
                }
                packed[chance.below(packed.length)] ^= (byte) (1 + chance.below(255));
                return packed;
            }
            case 10 -> {
                if (chance.oneIn(100)) {
                    sent.put("content-encoding", "gzip");
                    return BOMB;
                }
                return new byte[0];
            }
            case 11 -> {
                return Junk.noise(chance, chance.below(60)).getBytes(StandardCharsets.UTF_8);
            }
            case 12 -> {
                return text.replace("\"", chance.of("'", "", "\\\""))
                        .getBytes(StandardCharsets.UTF_8);
            }
            case 13 -> {
                return ("\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .getBytes(StandardCharsets.UTF_8);
            }
            case 14 -> {
                return joined(body, new byte[] {(byte) 0xC0, (byte) 0x80});
            }
            default -> {
                byte[] odd = {
                    '{',
                    '"',
                    'n',
                    'a',
                    'm',
                    'e',
                    '"',
                    ':',
                    '"',
                    (byte) 0xED,
                    (byte) 0xA0,
                    (byte) 0x80,
                    '"',
                    '}'
                };
                return odd;
            }
        }
    }

    private static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(a);
        out.writeBytes(b);
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Lays fields out as a query: a list is a name repeated. */
    static List<Map.Entry<String, String>> query(Tree fields) {
        List<Map.Entry<String, String>> query = new ArrayList<>();
        if (fields instanceof Tree.Fields object) {
            for (Tree.Field field : object.list()) {
                List<Tree> values =
                        field.value() instanceof Tree.Elements elements
                                ? elements.list()
                                : List.of(field.value());
                for (Tree value : values) {
                    query.add(Map.entry(escaped(field.name()), escaped(text(value))));
                }
            }
        }
        return query;
    }

    private static String text(Tree value) {
        return value instanceof Tree.Words words ? words.text() : value.write(same -> same);
    }

    /** Escapes a text for a query; the words that stand for things stay as they are. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%24", "$");
    }

    /** Returns the same request with other fields. */
    Input withFields(Tree other) {
        return new Input(
                route,
                method,
                pathParameters,
                other,
                inQuery(route) ? query(other) : query,
                headers,
                damage);
    }
}
