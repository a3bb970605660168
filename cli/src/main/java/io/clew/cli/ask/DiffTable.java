package io.clew.cli.ask;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Shows ranked changes: each root with why it matters, what follows from it below it, and the path
 * of the first.
 */
final class DiffTable {

    /** What follows from one change fills no screen; the rest is counted. */
    private static final int FOLLOWING_SHOWN = 4;

    /** The score from which on a change can have moved a prediction, as the server weighs it. */
    private static final double MATERIAL_SCORE = 0.5;

    /** Widest the column of what changed gets. */
    private static final int WHAT_WIDTH_MAX = 44;

    private final DiffNames names;
    private final Screen screen;
    private final Map<Integer, List<JsonNode>> following = new HashMap<>();
    private final List<JsonNode> material = new ArrayList<>();
    private final List<JsonNode> incidental = new ArrayList<>();

    private DiffTable(List<JsonNode> changes, DiffNames names, Screen screen) {
        this.names = names;
        this.screen = screen;
        for (JsonNode change : changes) {
            if (change.path("caused_by").isNumber()) {
                following
                        .computeIfAbsent(
                                change.path("caused_by").asInt(0), rank -> new ArrayList<>())
                        .add(change);
            } else if (isMaterial(change)) {
                material.add(change);
            } else {
                incidental.add(change);
            }
        }
    }

    /**
     * Shows the changes of all pages.
     *
     * @param rows how many to show with what follows from them
     * @param full whether to show the lines that differ of long texts
     */
    static void show(
            List<JsonNode> changes, DiffNames names, int rows, boolean full, Screen screen) {
        DiffTable table = new DiffTable(changes, names, screen);
        table.rows(table.material, rows, full);
        table.path();
        if (!table.incidental.isEmpty()) {
            screen.line("");
            screen.line(screen.bold("incidental, or different each time"));
            table.briefly(table.incidental, rows);
        }
    }

    private static boolean isMaterial(JsonNode change) {
        return change.path("score").asDouble(0) >= MATERIAL_SCORE;
    }

    private void rows(List<JsonNode> changes, int rows, boolean full) {
        if (changes.isEmpty()) {
            return;
        }
        int width = width(changes, rows);
        screen.line("");
        screen.line(screen.dim("RANK  " + padded("WHAT", Math.max(width, 4)) + "  BEFORE → AFTER"));
        for (JsonNode change : changes.stream().limit(rows).toList()) {
            int rank = change.path("rank").asInt(0);
            String values = DiffValues.beforeAndAfter(change, "      ", screen);
            // Values that have lines of their own leave nothing to align with.
            String what =
                    values.startsWith("\n") ? what(change) : padded(what(change), width) + "  ";
            screen.line("%4d  %s%s".formatted(rank, screen.bold(what), values));
            screen.line("      " + screen.dim(change.path("why").asString("")));
            if (full) {
                DiffValues.lines(change, screen);
            }
            follow(rank);
        }
        more(changes.size(), rows);
    }

    /** What moves no prediction has a line each and no reason. */
    private void briefly(List<JsonNode> changes, int rows) {
        int width = width(changes, rows);
        for (JsonNode change : changes.stream().limit(rows).toList()) {
            screen.line(
                    "%4d  %s  %s"
                            .formatted(
                                    change.path("rank").asInt(0),
                                    padded(what(change), width),
                                    DiffValues.briefly(change, screen)));
        }
        more(changes.size(), rows);
    }

    private void more(int all, int rows) {
        if (all > rows) {
            screen.line(
                    "      and %s (--limit %d shows all)"
                            .formatted(Screen.count(all - rows, "more change"), all));
        }
    }

    private void follow(int rank) {
        List<JsonNode> below = following.getOrDefault(rank, List.of());
        for (JsonNode change : below.stream().limit(FOLLOWING_SHOWN).toList()) {
            screen.line(
                    "      └ %s  %s".formatted(what(change), DiffValues.briefly(change, screen)));
        }
        if (below.size() > FOLLOWING_SHOWN) {
            screen.line(
                    screen.dim(
                            "      └ and %d more that follow from it (--json lists them)"
                                    .formatted(below.size() - FOLLOWING_SHOWN)));
        }
    }

    /** Shows how the first change reaches what was asked about. */
    private void path() {
        if (material.isEmpty() || material.getFirst().path("path").size() < 2) {
            return;
        }
        screen.line("");
        screen.line(screen.bold("how the first gets there"));
        String arrow = "  ";
        for (JsonNode urn : material.getFirst().path("path")) {
            screen.line(arrow + names.labelOf(urn.asString("")));
            arrow = "  ← ";
        }
    }

    private int width(List<JsonNode> changes, int rows) {
        return changes.stream()
                .limit(rows)
                .mapToInt(change -> what(change).length())
                .max()
                .orElse(0);
    }

    private String what(JsonNode change) {
        String what = DiffWords.what(change, names);
        return what.length() <= WHAT_WIDTH_MAX ? what : what.substring(0, WHAT_WIDTH_MAX - 1) + "…";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
