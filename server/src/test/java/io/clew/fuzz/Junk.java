package io.clew.fuzz;

import java.util.List;

/** Makes texts and values that programs trip over. */
final class Junk {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\t\r\n",
                    "0",
                    "-1",
                    "1",
                    "01",
                    "+1",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "1e5",
                    "1.0",
                    "0x10",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "null",
                    "None",
                    "true",
                    "[]",
                    "{}",
                    "\"",
                    "'",
                    "\\",
                    "`",
                    "%",
                    "_",
                    "%s%n%d",
                    "${x}",
                    "{0}",
                    "$1",
                    "a\u0000b",
                    "\uD800",
                    "x\uDC00y",
                    "\uDBFF\uDFFF",
                    "\uFEFFa",
                    "\u202Eabc",
                    "\u0001\u001F\u007F\u0085\u2028",
                    "e\u0301\u0301\u0301",
                    "ﬀİıſ",
                    "٣٤",
                    "🧶🧵",
                    "../../etc/passwd",
                    "..",
                    ".",
                    "/",
                    "//",
                    "a/../b",
                    "%2e%2e%2f",
                    "%252e%252e%252f",
                    "%00",
                    "%zz",
                    "C:\\x",
                    "file:///etc/passwd",
                    "http://[::1",
                    "s3://",
                    "s3://b/ü/%20 x?y#z",
                    "jdbc:postgresql://u:p@h:99999/d?x=%zz",
                    "models:/m/1",
                    "models:/",
                    "models:/a@",
                    "models:/a/b/c",
                    "runs:/",
                    "m-00000000000000000000000000000000",
                    "'; DROP TABLE run; --",
                    "a' OR '1'='1",
                    "<script>alert(1)</script>",
                    "2026-02-30",
                    "1970-01-01T00:00:00Z",
                    "=cmd()",
                    "a,b;c:d",
                    "mlflow.user",
                    "mlflow.runName",
                    "mlflow.parentRunId",
                    "mlflow.source.git.commit",
                    "mlflow.source.name",
                    "mlflow.log-model.history",
                    "mlflow.prompt.is_prompt",
                    "sparkDatasourceInfo");

    /** Lengths around the limits that routes have. */
    private static final List<Integer> LENGTHS =
            List.of(
                    36, 37, 63, 64, 100, 249, 250, 251, 255, 256, 500, 501, 1000, 2047, 2048, 2049,
                    2700, 5000, 5001, 6000, 6001, 8000, 8001, 8192, 8193, 10_001, 65_535, 65_536,
                    100_000, 100_001);

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "-0",
                    "-0.0",
                    "1",
                    "-1",
                    "1.5",
                    "1e3",
                    "1E+400",
                    "-1e-400",
                    "1e308",
                    "1.7976931348623157e309",
                    "4.9e-324",
                    "2147483647",
                    "2147483648",
                    "-2147483649",
                    "9007199254740993",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "-9223372036854775809",
                    "18446744073709551616",
                    "253402300800000",
                    "8640000000000001",
                    "31556889864403199999",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "1" + "0".repeat(400),
                    "9".repeat(999),
                    "9".repeat(1001),
                    "0." + "1".repeat(900));

    private Junk() {}

    /** Returns a text, short or near a limit. */
    static String text(Chance chance) {
        return switch (chance.below(12)) {
            case 0 -> chance.of("a", "ä", "🧶", "/", "a/", "%", "'").repeat(length(chance));
            case 1 -> chance.of(TEXTS) + chance.of(TEXTS);
            case 2 -> noise(chance, chance.few(40));
            default -> chance.of(TEXTS);
        };
    }

    private static int length(Chance chance) {
        return chance.oneIn(12) ? chance.of(LENGTHS) : LENGTHS.get(chance.below(16));
    }

    /** Returns characters from all over Unicode, halves of pairs among them. */
    static String noise(Chance chance, int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(
                    (char)
                            (chance.oneIn(4)
                                    ? chance.below(0x10000)
                                    : chance.oneIn(3) ? chance.below(0x20) : chance.below(0x80)));
        }
        return out.toString();
    }

    /** Returns a text that is some other one with a few characters changed. */
    static String changed(Chance chance, String text) {
        StringBuilder out = new StringBuilder(text);
        for (int edits = 1 + chance.few(4); edits > 0; edits--) {
            int at = chance.below(out.length() + 1);
            switch (chance.below(5)) {
                case 0 -> out.insert(at, chance.of(TEXTS));
                case 1 -> out.insert(at, noise(chance, 1));
                case 2 -> out.delete(at, Math.min(out.length(), at + 1 + chance.few(5)));
                case 3 -> {
                    int end = Math.min(out.length(), at + 1 + chance.few(8));
                    out.insert(at, out.substring(at, end));
                }
                default -> out.setLength(at);
            }
        }
        return out.toString();
    }

    /** Returns a number as JSON writes it, or as it must not. */
    static String number(Chance chance) {
        return chance.oneIn(5) ? Long.toString(chance.any()) : chance.of(NUMBERS);
    }
}
