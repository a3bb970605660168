package io.clew.protocol.openlineage.routes;

import io.clew.http.Response;
import io.clew.http.json.Json;
import io.clew.http.json.JsonWriter;
import io.clew.protocol.openlineage.accept.Outcome;
import io.clew.protocol.openlineage.accept.Outcome.Accepted;
import io.clew.protocol.openlineage.accept.Outcome.Refused;
import java.util.ArrayList;
import java.util.List;

/** Answers a batch in the shape of the specification, with warnings besides. */
final class BatchAnswer {
    /** Events whose warnings are listed; {@code summary.warned} counts all. */
    private static final int WARNED_LISTED_MAX = 1000;

    private record Failed(int index, Refused refused) {}

    private record Warned(int index, List<String> warnings) {}

    private BatchAnswer() {}

    /** Answers 204 when there is nothing to say, else 200 with what became of which event. */
    static Response of(List<Outcome> outcomes) {
        List<Failed> failed = new ArrayList<>();
        List<Warned> warned = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            switch (outcomes.get(i)) {
                case Refused refused -> failed.add(new Failed(i, refused));
                case Accepted accepted -> {
                    if (!accepted.warnings().isEmpty()) {
                        warned.add(new Warned(i, accepted.warnings()));
                    }
                }
            }
        }
        return failed.isEmpty() && warned.isEmpty()
                ? Response.empty(204)
                : Response.json(
                        200, Json.bytes(out -> write(out, outcomes.size(), failed, warned)));
    }

    private static void write(
            JsonWriter out, int received, List<Failed> failed, List<Warned> warned) {
        long retriable = failed.stream().filter(each -> each.refused().retriable()).count();
        out.text("status", failed.isEmpty() ? "success" : "partial_success")
                .object(
                        "summary",
                        summary ->
                                summary.number("received", received)
                                        .number("successful", received - failed.size())
                                        .number("failed", failed.size())
                                        .number("retriable", retriable)
                                        .number("non_retriable", failed.size() - retriable)
                                        .number("warned", warned.size()))
                .objects(
                        "failed_events",
                        failed,
                        (each, event) ->
                                each.number("index", event.index())
                                        .text("reason", event.refused().reason().getMessage())
                                        .text("field", event.refused().reason().field())
                                        .bool("retriable", event.refused().retriable()))
                .objects(
                        "warnings",
                        warned.subList(0, Math.min(warned.size(), WARNED_LISTED_MAX)),
                        (each, event) ->
                                each.number("index", event.index())
                                        .texts("warnings", event.warnings()));
    }
}
