package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.model.answer.ExplainItem;
import io.clew.model.answer.Explanation;

/** Writes explanations. */
public final class ExplainJson {
    private ExplainJson() {}

    /** Writes the answers to the six questions. */
    public static void write(JsonWriter out, Explanation explanation) {
        out.objects("who", explanation.who(), ExplainJson::item)
                .objects("what", explanation.what(), ExplainJson::item)
                .objects("when", explanation.when(), ExplainJson::item)
                .objects("where", explanation.where(), ExplainJson::item)
                .objects("why", explanation.why(), ExplainJson::item)
                .objects("how", explanation.how(), ExplainJson::item);
        VerdictJson.write(out, explanation.verdict());
    }

    private static void item(JsonWriter out, ExplainItem item) {
        out.text("key", item.key())
                .text("text", item.text())
                .text("state", item.state().wireName());
        Answers.textOrNull(out, "at", Instants.writeOrNull(item.at()));
        out.texts("urns", NodeJson.urns(item.urns())).value("entries", item.entries());
    }
}
