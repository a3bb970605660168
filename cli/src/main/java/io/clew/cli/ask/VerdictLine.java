package io.clew.cli.ask;

import tools.jackson.databind.JsonNode;

/** Says in words how far an answer can be trusted to be whole. */
final class VerdictLine {
    private VerdictLine() {}

    /** Gaps spelled out before the rest is counted. */
    private static final int GAPS_SHOWN = 10;

    static void show(JsonNode verdict, Screen screen) {
        String state = verdict.path("state").asString("unknown");
        int excluded = verdict.path("excluded").asInt(0);
        String left =
                excluded == 0
                        ? ""
                        : "; left out as failed attempts: " + excluded + " (--failed shows them)";
        switch (state) {
            case "complete" -> screen.line(screen.green("complete") + left);
            case "truncated" ->
                    screen.line(
                            screen.yellow("truncated")
                                    + ": "
                                    + verdict.path("reason").asString("a limit was reached")
                                    + "; not followed further: "
                                    + verdict.path("frontier").path("count").asInt(0)
                                    + left);
            default -> screen.line(screen.yellow("unknown") + ": the record has gaps" + left);
        }
        JsonNode gaps = verdict.path("gaps");
        int shown = 0;
        for (JsonNode gap : gaps.path("first")) {
            if (shown++ == GAPS_SHOWN) {
                break;
            }
            screen.line(
                    "  - "
                            + gap.path("what").asString("")
                            + screen.dim("  " + gap.path("urn").asString("")));
        }
        int more = gaps.path("count").asInt(0) - Math.min(shown, GAPS_SHOWN);
        if (more > 0) {
            screen.line("  and " + Screen.count(more, "more gap") + " (--json lists up to 100)");
        }
    }
}
