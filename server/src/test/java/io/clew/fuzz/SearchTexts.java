package io.clew.fuzz;

import java.util.List;

/** Writes filters and orders in MLflow's grammar, nearly. */
final class SearchTexts {
    private static final List<String> PREFIXES =
            List.of(
                    "metrics.",
                    "metric.",
                    "params.",
                    "param.",
                    "parameter.",
                    "tags.",
                    "tag.",
                    "attributes.",
                    "attribute.",
                    "attr.",
                    "run.",
                    "datasets.",
                    "dataset.",
                    "",
                    "",
                    "Metrics.",
                    "trace.",
                    "a.b.");
    private static final List<String> KEYS =
            List.of(
                    "acc",
                    "`acc`",
                    "\"acc\"",
                    "lr",
                    "run_id",
                    "run_name",
                    "`Run name`",
                    "status",
                    "start_time",
                    "end_time",
                    "created",
                    "user_id",
                    "artifact_uri",
                    "name",
                    "digest",
                    "context",
                    "creation_time",
                    "last_update_time",
                    "creation_timestamp",
                    "last_updated_timestamp",
                    "model_id",
                    "model_type",
                    "source_run_id",
                    "experiment_id",
                    "version_number",
                    "source_path",
                    "aliases",
                    "`mlflow.prompt.is_prompt`",
                    "`a``b`",
                    "``",
                    "`",
                    "'acc'",
                    "💥",
                    "*",
                    "1",
                    "a-b",
                    "a.b",
                    "a/b");
    private static final List<String> COMPARATORS =
            List.of(
                    "=",
                    "!=",
                    "<",
                    "<=",
                    ">",
                    ">=",
                    "LIKE",
                    "ILIKE",
                    "like",
                    "IN",
                    "NOT IN",
                    "in",
                    "IS NULL",
                    "IS NOT NULL",
                    "is null",
                    "RLIKE",
                    "==",
                    "<>",
                    "=>",
                    "",
                    "BETWEEN",
                    "NOT LIKE",
                    "IS",
                    "NOT");
    private static final List<String> VALUES =
            List.of(
                    "'a'",
                    "\"a\"",
                    "'%'",
                    "'_%'",
                    "'a''b'",
                    "'a\\'b'",
                    "''",
                    "'",
                    "\"",
                    "1",
                    "-1",
                    "1.5",
                    "-.5",
                    "1e3",
                    "1e400",
                    "-1e-400",
                    "NaN",
                    "'NaN'",
                    "Infinity",
                    "9223372036854775807",
                    "9223372036854775808",
                    "99999999999999999999999999",
                    "0x1F",
                    "('a','b')",
                    "('a')",
                    "()",
                    "('a',)",
                    "(1,2)",
                    "('a', 1)",
                    "('a'",
                    "(('a'))",
                    "a",
                    "null",
                    "NULL",
                    "true",
                    "'FINISHED'",
                    "'ü'",
                    "'🧶'",
                    "'\\\\%_\\'",
                    "`a`",
                    "$run",
                    "'$run'",
                    "('$run','x')");
    private static final List<String> JOINS =
            List.of(" AND ", " and ", "\nAND\t", " OR ", " ", ";", " AND AND ", ",", "AND");

    private SearchTexts() {}

    /** Returns a filter. */
    static String filter(Chance chance) {
        if (chance.oneIn(200)) {
            return chance.of("a", "'", "(", "`", "metrics.a > 1 AND ", "tags.a = 'b'")
                    .repeat(chance.of(50, 101, 1000, 20_000));
        }
        StringBuilder out = new StringBuilder(condition(chance));
        for (int more = chance.few(4); more > 0; more--) {
            out.append(chance.oneIn(6) ? chance.of(JOINS) : " AND ").append(condition(chance));
        }
        return damaged(chance, out.toString());
    }

    private static String condition(Chance chance) {
        if (chance.oneIn(25)) {
            return Junk.text(chance);
        }
        String gap = chance.oneIn(8) ? chance.of("", "\t", "\n", "  ", "\u00A0") : " ";
        String value = chance.oneIn(12) ? "'" + Junk.text(chance) + "'" : chance.of(VALUES);
        return chance.of(PREFIXES) + key(chance) + gap + chance.of(COMPARATORS) + gap + value;
    }

    private static String key(Chance chance) {
        return chance.oneIn(12) ? "`" + Junk.text(chance) + "`" : chance.of(KEYS);
    }

    /** Returns one clause of an order. */
    static String order(Chance chance) {
        String way = chance.of("", "", " ASC", " DESC", " desc", " asc", " UP", " ASC DESC", ",");
        return damaged(chance, chance.of(PREFIXES) + key(chance) + way);
    }

    private static String damaged(Chance chance, String text) {
        return chance.oneIn(5) ? Junk.changed(chance, text) : text;
    }
}
