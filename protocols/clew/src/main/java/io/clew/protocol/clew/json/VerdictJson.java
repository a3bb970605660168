package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.model.answer.Verdict;
import java.util.Locale;

/** Writes verdicts. */
final class VerdictJson {
    private VerdictJson() {}

    static void write(JsonWriter out, Verdict verdict) {
        out.object(
                "verdict",
                inner -> {
                    inner.text("state", verdict.state().name().toLowerCase(Locale.ROOT));
                    Answers.textOrNull(inner, "reason", verdict.reason());
                    inner.object(
                            "frontier",
                            frontier ->
                                    frontier.number("count", verdict.frontier().count())
                                            .texts(
                                                    "first",
                                                    NodeJson.urns(verdict.frontier().first())));
                    inner.object(
                            "gaps",
                            gaps ->
                                    gaps.number("count", verdict.gaps().count())
                                            .objects(
                                                    "first",
                                                    verdict.gaps().first(),
                                                    (gap, each) ->
                                                            gap.text("urn", each.urn().toString())
                                                                    .text("what", each.what())));
                    inner.number("excluded", verdict.excluded());
                });
    }
}
