package io.clew.protocol.clew;

import io.clew.http.Method;
import io.clew.http.Protocol;
import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.http.Route;
import io.clew.http.json.Problem;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.protocol.clew.calls.Call;
import io.clew.protocol.clew.calls.DiffCalls;
import io.clew.protocol.clew.calls.GraphCalls;
import io.clew.protocol.clew.calls.MemberCalls;
import io.clew.protocol.clew.calls.MergeCalls;
import io.clew.protocol.clew.calls.MetricCalls;
import io.clew.protocol.clew.calls.NodeCalls;
import io.clew.protocol.clew.calls.NoteCalls;
import io.clew.protocol.clew.calls.SearchCalls;
import io.clew.protocol.clew.calls.ServerCalls;
import io.clew.protocol.clew.json.AnswerRendering;
import io.clew.questions.Explanations;
import io.clew.questions.GraphQuestions;
import io.clew.questions.Questions;
import io.clew.questions.UpstreamWarnings;
import io.clew.questions.fragments.Fragments;
import io.clew.questions.fragments.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Serves Clew's own read API below {@code /api/v1}. */
public final class ClewProtocol implements Protocol {

    private final List<Call> calls;

    /**
     * Answers.
     *
     * @param fragments of {@link #rendering}, kept up to date with the graph
     */
    public ClewProtocol(
            Questions questions, GraphQuestions graph, Fragments fragments, ServerInfo info) {
        List<Call> all = new ArrayList<>();
        all.addAll(new NodeCalls(questions, new Explanations(questions, graph)).all());
        all.addAll(new SearchCalls(questions).all());
        all.addAll(new GraphCalls(questions, graph, fragments).all());
        all.addAll(new DiffCalls(questions, graph).all());
        all.addAll(new MetricCalls(questions).all());
        all.addAll(new MemberCalls(questions, new UpstreamWarnings(questions, graph)).all());
        all.addAll(new NoteCalls(questions).all());
        all.addAll(new MergeCalls(questions).all());
        all.addAll(new ServerCalls(info, graph).all());
        this.calls = List.copyOf(all);
    }

    /** Returns the form in which nodes and edges are sent. */
    public static Rendering rendering() {
        return new AnswerRendering();
    }

    @Override
    public String name() {
        return "clew";
    }

    @Override
    public List<String> prefixes() {
        return List.of(Call.BASE);
    }

    /** Returns the calls with their parameters, as {@code openapi/clew.json} promises them. */
    public List<Call> calls() {
        return calls;
    }

    @Override
    public List<Route> routes() {
        return calls.stream().map(Call::route).toList();
    }

    @Override
    public Response refuse(Request request, ClewException refusal) {
        return Problem.of(refusal);
    }

    @Override
    public Response refuse(int status, ClewException refusal) {
        return Problem.of(status, refusal);
    }

    @Override
    public Response unknownRoute(Request request, Set<Method> allowed) {
        if (allowed.isEmpty()) {
            return Problem.of(
                    ClewException.notFound(
                            "There is no call %s: expected one of %s below %s."
                                    .formatted(
                                            request.rawPath(),
                                            calls.stream()
                                                    .map(Call::path)
                                                    .sorted()
                                                    .collect(Collectors.joining(", ")),
                                            Call.BASE)));
        }
        String methods =
                allowed.stream().map(Method::name).sorted().collect(Collectors.joining(", "));
        return Problem.of(
                        405,
                        new ClewException(
                                ErrorCode.INVALID_PARAMETER,
                                "%s takes %s and not %s."
                                        .formatted(request.rawPath(), methods, request.method())))
                .withHeader("Allow", methods);
    }
}
