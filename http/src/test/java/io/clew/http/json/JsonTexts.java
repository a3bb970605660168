package io.clew.http.json;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes JSON at random, and breaks it. */
final class JsonTexts {
    private static final List<String> PIECES =
            List.of(
                    "a",
                    "name",
                    "some words",
                    "ä",
                    "𝄞",
                    "\\n",
                    "\\\"",
                    "\\u00e9",
                    "\\ud834\\udd1e",
                    "/",
                    "0123456789",
                    "\\\\",
                    "\u2028",
                    "\u007f");

    private static final List<String> VALUES =
            List.of(
                    "0",
                    "-1",
                    "42",
                    "9007199254740993",
                    "12345678901234567890",
                    "0.5",
                    "1e5",
                    "-2.5E-3",
                    "true",
                    "false",
                    "null",
                    "NaN",
                    "1.7976931348623157e308");

    private static final String BYTES = "\"\\{}[],:0 eE.-+tn\n\u0001";

    private JsonTexts() {}

    /** Returns a value that is valid, but that a name may be there twice. */
    static String any(Random random) {
        return value(random, 4);
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 2)) {
            case 0 -> text(random);
            case 1 -> VALUES.get(random.nextInt(VALUES.size()));
            case 2 -> list(random, depth - 1);
            default -> object(random, depth - 1);
        };
    }

    private static String list(Random random, int depth) {
        StringBuilder out = new StringBuilder("[");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            out.append(i == 0 ? "" : ",").append(space(random)).append(value(random, depth));
        }
        return out.append(']').toString();
    }

    private static String object(Random random, int depth) {
        StringBuilder out = new StringBuilder("{");
        int size = random.nextInt(12);
        for (int i = 0; i < size; i++) {
            out.append(i == 0 ? "\"" : ",\"").append(i).append(text(random).substring(1));
            out.append(space(random)).append(':').append(value(random, depth));
        }
        return out.append('}').toString();
    }

    private static String text(Random random) {
        StringBuilder out = new StringBuilder("\"");
        int size = random.nextInt(6);
        for (int i = 0; i < size; i++) {
            out.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return out.append('"').toString();
    }

    private static String space(Random random) {
        return random.nextInt(8) == 0 ? " \n" : "";
    }

    /** Returns a text with a byte more, a byte less, or another byte. */
    static byte[] changed(byte[] json, Random random) {
        if (json.length == 0) {
            return json;
        }
        int at = random.nextInt(json.length);
        byte other =
                random.nextInt(4) == 0
                        ? (byte) random.nextInt()
                        : (byte) BYTES.charAt(random.nextInt(BYTES.length()));
        byte[] changed;
        switch (random.nextInt(3)) {
            case 0 -> {
                changed = Arrays.copyOf(json, json.length - 1);
                System.arraycopy(json, at + 1, changed, at, json.length - at - 1);
            }
            case 1 -> {
                changed = Arrays.copyOf(json, json.length + 1);
                System.arraycopy(json, at, changed, at + 1, json.length - at);
                changed[at] = other;
            }
            default -> {
                changed = json.clone();
                changed[at] = other;
            }
        }
        return changed;
    }
}
