package io.clew.cli.ask;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Shows the metrics that moved: what the changes may have led to. */
final class DiffEffects {
    private DiffEffects() {}

    static void show(JsonNode effects, DiffNames names, Screen screen) {
        if (effects.isEmpty()) {
            return;
        }
        screen.line("");
        screen.line(screen.bold("metrics that moved"));
        Table table = new Table();
        for (JsonNode effect : effects) {
            table.row(
                    "  " + effect.path("metric").asString(""),
                    DiffValues.text(effect.path("before"))
                            + " → "
                            + DiffValues.text(effect.path("after")),
                    moved(effect.path("before"), effect.path("after")),
                    screen.dim(
                            names.labelOf(effect.path("subject").asString(""))
                                    + on(effect, names)));
        }
        table.show(screen);
    }

    private static String on(JsonNode effect, DiffNames names) {
        String dataset = effect.path("dataset").asString("");
        return dataset.isEmpty() ? "" : " on " + names.labelOf(dataset);
    }

    /** Returns by how much: such as {@code +12.5 %}; nothing from or to no number, or from 0. */
    static String moved(JsonNode before, JsonNode after) {
        if (!before.isNumber() || !after.isNumber() || before.asDouble(0) == 0) {
            return "";
        }
        double part = (after.asDouble(0) - before.asDouble(0)) / Math.abs(before.asDouble(0));
        return String.format(Locale.ROOT, "%+.1f %%", part * 100);
    }
}
