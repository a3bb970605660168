package io.clew.intake.routes;

import io.clew.http.json.JsonWriter;
import io.clew.intake.Harvest;
import org.jspecify.annotations.Nullable;

/** Writes harvests and their errors. */
final class HarvestJson {
    private HarvestJson() {}

    static void harvest(JsonWriter out, Harvest harvest) {
        out.number("id", harvest.id())
                .text("kind", harvest.kind())
                .text("origin", harvest.origin())
                .text("state", harvest.state().wireName());
        textOrNull(out, "reason", harvest.reason());
        out.text("position", harvest.position())
                .number("pass", harvest.pass())
                .number("batch", harvest.batch())
                .text("started", harvest.started().toString())
                .text("heard", harvest.heard().toString());
        textOrNull(out, "ended", harvest.ended().map(String::valueOf).orElse(null));
        textOrNull(out, "completed", harvest.completed().map(String::valueOf).orElse(null));
        if (harvest.expected().isPresent()) {
            out.number("expected", harvest.expected().get());
        } else {
            out.nothing("expected");
        }
        out.number("brought", harvest.brought())
                .number("refused", harvest.refused())
                .number("broughtEver", harvest.broughtEver())
                .number("errors", harvest.errors());
    }

    static void problem(JsonWriter out, Harvest.Problem problem) {
        out.text("what", problem.what())
                .text("reason", problem.reason())
                .text("first", problem.first().toString())
                .text("last", problem.last().toString())
                .number("times", problem.times());
    }

    static void next(JsonWriter out, @Nullable String cursor) {
        textOrNull(out, "next", cursor);
    }

    private static void textOrNull(JsonWriter out, String name, @Nullable String value) {
        if (value == null) {
            out.nothing(name);
        } else {
            out.text(name, value);
        }
    }
}
