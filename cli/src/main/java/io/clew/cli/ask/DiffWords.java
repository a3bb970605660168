package io.clew.cli.ask;

import tools.jackson.databind.JsonNode;

/** Words what a change is about, such as {@code SQL of load_transactions}. */
final class DiffWords {
    private DiffWords() {}

    static String what(JsonNode change, DiffNames names) {
        String kind = change.path("kind").asString("");
        String field = change.path("field").asString("");
        String subject = change.path("subject").asString("");
        String thing =
                switch (kind) {
                    case "data" -> data(field);
                    case "schema" -> schema(field);
                    case "parameter" -> "parameter " + field;
                    case "package" -> "package " + field;
                    case "code" -> code(field);
                    case "environment" ->
                            field.startsWith("env:") ? "variable " + field.substring(4) : field;
                    case "model" -> field.equals("base-model") ? "base model" : field;
                    case "upstream-run" -> "newest run";
                    case "quality" -> quality(change, field);
                    default -> field;
                };
        // An environment is named by a digest, which says nothing to a reader.
        return DiffNames.kindOf(subject).equals("environment")
                ? thing
                : thing + " of " + names.nameOf(subject);
    }

    /** A check is told by its name. */
    private static String quality(JsonNode change, String field) {
        String check = change.path("after").path("assertion").asString("");
        if (check.isEmpty()) {
            check = change.path("before").path("assertion").asString("");
        }
        return check.isEmpty() ? field : "check " + check;
    }

    private static String data(String field) {
        return switch (field) {
            case "digest" -> "content";
            case "stale" -> "stale version";
            default -> field;
        };
    }

    private static String schema(String field) {
        return switch (field) {
            case "added" -> "new column";
            case "removed" -> "lost column";
            case "features" -> "columns used";
            default -> field;
        };
    }

    private static String code(String field) {
        return switch (field) {
            case "sql" -> "SQL";
            case "dirty" -> "uncommitted patch";
            case "source" -> "source code";
            case "entry-point" -> "entry point";
            default -> field;
        };
    }
}
