package io.clew.protocol.clew.calls;

import io.clew.http.Request;
import io.clew.http.Response;
import io.clew.model.NodeKind;
import io.clew.model.Viewer;
import io.clew.protocol.clew.ask.Params;
import io.clew.protocol.clew.json.Answers;
import io.clew.protocol.clew.json.SearchJson;
import io.clew.questions.Questions;
import io.clew.questions.search.SearchPage;
import io.clew.questions.search.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers {@code /search}. */
public final class SearchCalls {

    private static final int LIMIT_DEFAULT = 50;
    private static final int TEXT_CHARS_MAX = 1000;
    private static final int KEY_CHARS_MAX = 250;
    private static final int VALUE_CHARS_MAX = 6000;
    private static final int TAG_CHARS_MAX = 5250;
    private static final String PARAM = "param.";

    private final Questions questions;

    public SearchCalls(Questions questions) {
        this.questions = questions;
    }

    /** Returns the call. */
    public List<Call> all() {
        return List.of(
                Call.get(
                        "/search",
                        Set.of(
                                "q",
                                "kind",
                                "owner",
                                "tag",
                                PARAM + "*",
                                "since",
                                "limit",
                                "cursor",
                                "workspace"),
                        this::search));
    }

    private Response search(Request request, Params params) {
        Viewer viewer = params.viewer();
        List<SearchQuery.Filter> filters = new ArrayList<>();
        params.optionalText("owner", KEY_CHARS_MAX)
                .ifPresent(owner -> filters.add(SearchQuery.Filter.owner(owner)));
        params.texts("tag", TAG_CHARS_MAX).forEach(tag -> filters.add(SearchQuery.Filter.tag(tag)));
        params.family(PARAM, KEY_CHARS_MAX, VALUE_CHARS_MAX)
                .forEach((name, value) -> filters.add(SearchQuery.Filter.param(name, value)));
        SearchQuery query =
                new SearchQuery(
                        params.optionalText("q", TEXT_CHARS_MAX)
                                .map(SearchQuery::words)
                                .orElse(List.of()),
                        params.choices("kind", NodeKind.class, NodeKind::fromWireName),
                        filters,
                        params.start("since").orElse(null),
                        params.integer("limit", 1, SearchQuery.LIMIT_MAX).orElse(LIMIT_DEFAULT),
                        params.cursor());
        SearchPage page = questions.search(viewer, query);
        return Answers.ok(out -> SearchJson.write(out, page));
    }
}
