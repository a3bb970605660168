package io.clew.protocol.clew.calls;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.model.Clocks;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.protocol.clew.json.DiffJson;
import io.clew.questions.GraphQuestions;
import io.clew.questions.Questions;
import io.clew.questions.diff.DiffQuestion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers {@code /diff}. */
public final class DiffCalls {

    private final Questions questions;
    private final GraphQuestions graph;

    public DiffCalls(Questions questions, GraphQuestions graph) {
        this.questions = questions;
        this.graph = graph;
    }

    /** How much an answer tells. */
    private enum Detail {
        BRIEF,
        FULL;

        static Optional<Detail> fromWireName(String name) {
            return Arrays.stream(values()).filter(each -> each.toString().equals(name)).findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the calls. */
    public List<Call> all() {
        return List.of(
                Call.get(
                        "/diff",
                        Set.of(
                                "from",
                                "to",
                                "from_as_of",
                                "to_as_of",
                                "known_at",
                                "detail",
                                "limit",
                                "cursor",
                                "workspace"),
                        this::diff));
    }

    private Response diff(Request request, Params params) {
        Viewer viewer = params.viewer();
        String from = params.reference("from");
        String to = params.reference("to");
        Instant fromAsOf = params.moment("from_as_of").orElse(null);
        Instant toAsOf = params.moment("to_as_of").orElse(null);
        Detail detail =
                params.choice(
                        "detail", Detail::fromWireName, List.of(Detail.values()), Detail.BRIEF);
        int limit =
                params.integer("limit", 1, DiffQuestion.LIMIT_MAX)
                        .orElse(DiffQuestion.LIMIT_DEFAULT);
        String cursor = params.cursor();
        long knownAt = Asked.knownAt(questions, params);
        var answer =
                graph.diff(
                        viewer,
                        new DiffQuestion(
                                find(viewer, "from", from, new Clocks(fromAsOf, knownAt)),
                                find(viewer, "to", to, new Clocks(toAsOf, knownAt)),
                                fromAsOf,
                                toAsOf,
                                knownAt,
                                alias(from, to),
                                detail == Detail.FULL,
                                limit,
                                cursor));
        return Answers.ok(out -> DiffJson.write(out, answer));
    }

    /** One reference may mean two things at two times: what an alias points to. */
    private static @Nullable String alias(String from, String to) {
        return from.equals(to) ? from : null;
    }

    private Urn find(Viewer viewer, String field, String reference, Clocks clocks) {
        return questions.find(viewer, field, reference, clocks).urn();
    }
}
