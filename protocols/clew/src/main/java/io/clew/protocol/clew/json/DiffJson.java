package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.model.answer.Change;
import io.clew.model.answer.DiffAnswer;
import io.clew.model.answer.Effect;
import org.jspecify.annotations.Nullable;

/** Writes what changed. */
public final class DiffJson {
    private DiffJson() {}

    /** Writes a page of what changed. */
    public static void write(JsonWriter out, DiffAnswer answer) {
        out.object("from", side -> side(side, answer.from()))
                .object("to", side -> side(side, answer.to()))
                .bool("material", answer.material())
                .text("summary", answer.summary())
                .number("total", answer.total())
                .objects("changes", answer.changes(), DiffJson::change)
                .objects("effects", answer.effects(), DiffJson::effect)
                .objects(
                        "nodes",
                        answer.nodes(),
                        (node, named) -> NodeJson.name(node, named.urn(), named.name()));
        VerdictJson.write(out, answer.verdict());
        Answers.textOrNull(out, "next", answer.next());
    }

    private static void side(JsonWriter out, DiffAnswer.Side side) {
        NodeJson.name(out, side.urn(), side.name());
        Answers.textOrNull(out, "as_of", Instants.writeOrNull(side.asOf()));
        out.number("nodes", side.nodes());
    }

    private static void change(JsonWriter out, Change change) {
        out.number("rank", change.rank())
                .number("score", change.score())
                .text("change", change.change().wireName())
                .text("kind", change.kind().wireName())
                .text("subject", change.subject().toString());
        Answers.textOrNull(
                out,
                "subject_before",
                change.subjectBefore() == null ? null : change.subjectBefore().toString());
        out.text("field", change.field());
        valueOrNull(out, "before", change.before());
        valueOrNull(out, "after", change.after());
        out.texts("path", NodeJson.urns(change.path())).text("why", change.why());
        valueOrNull(out, "caused_by", change.causedBy());
        out.value("factors", change.factors());
        if (change.diff() != null) {
            out.text("diff", change.diff());
        }
    }

    private static void effect(JsonWriter out, Effect effect) {
        out.text("subject", effect.subject().toString()).text("metric", effect.metric());
        if (effect.dataset() != null) {
            out.text("dataset", effect.dataset().toString());
        }
        valueOrNull(out, "before", effect.before());
        valueOrNull(out, "after", effect.after());
    }

    private static void valueOrNull(JsonWriter out, String name, @Nullable Object value) {
        if (value == null) {
            out.nothing(name);
        } else {
            out.value(name, value);
        }
    }
}
