package io.clew.protocol.clew.json;

import io.clew.http.json.JsonWriter;
import io.clew.questions.search.SearchPage;
import io.clew.questions.search.SearchResult;

/** Writes what was found. */
public final class SearchJson {
    private SearchJson() {}

    /** Writes a page of results. */
    public static void write(JsonWriter out, SearchPage page) {
        out.objects("results", page.results(), SearchJson::result);
        Answers.textOrNull(out, "next", page.next());
    }

    private static void result(JsonWriter out, SearchResult result) {
        NodeJson.name(out, result.urn(), result.name());
        Answers.textOrNull(out, "snippet", result.snippet());
        out.text("updated", Instants.write(result.updated()))
                .value("attributes", result.attributes());
    }
}
