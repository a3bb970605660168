package io.clew.questions.search;

import io.clew.model.Clocks;
import io.clew.model.Viewer;
import io.clew.model.answer.Node;
import io.clew.questions.node.NodeDetails;
import io.clew.questions.paging.Cursor;
import io.clew.questions.rows.NodeRows;
import io.clew.store.Db;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes by words and filters, by what they say now.
 *
 * <p>With words the best match comes first: by how the name matches, then other names, then tags,
 * then free text; among equals, and without words, what was heard of last comes first.
 */
public final class Search {
    private Search() {}

    /** Returns a page of what matches. */
    public static SearchPage page(Db db, Viewer viewer, SearchQuery query) {
        Candidates candidates =
                query.words().isEmpty()
                        ? new NewestFirst(db, NodeRows.workspaceId(db, viewer), query)
                        : BestFirst.of(db, NodeRows.workspaceId(db, viewer), query);
        Hit after = after(query);
        List<Found> page = new ArrayList<>();
        while (page.size() <= query.limit()) {
            List<Hit> hits = candidates.after(after, query.limit() + 1);
            if (hits.isEmpty()) {
                break;
            }
            after = hits.getLast();
            page.addAll(check(db, viewer, query, hits));
        }
        boolean more = page.size() > query.limit();
        List<Found> shown = more ? page.subList(0, query.limit()) : page;
        return new SearchPage(
                Results.of(db, shown), more ? cursor(query, shown.getLast().hit()) : null);
    }

    /** A candidate whose node matches. */
    record Found(Hit hit, Node node, Optional<String> snippet) {}

    private static List<Found> check(Db db, Viewer viewer, SearchQuery query, List<Hit> hits) {
        Map<Integer, Node> nodes =
                NodeDetails.byId(db, viewer, hits.stream().map(Hit::node).toList(), Clocks.NOW);
        List<Found> found = new ArrayList<>();
        for (Hit hit : hits) {
            Node node = nodes.get(hit.node());
            if (node != null
                    && query.filters().stream().allMatch(f -> f.matches(node.attributes()))) {
                Match match = Match.of(node, query.words());
                if (match.whole()) {
                    found.add(new Found(hit, node, match.snippet()));
                }
            }
        }
        return found;
    }

    private static @Nullable Hit after(SearchQuery query) {
        if (query.cursor() == null) {
            return null;
        }
        List<String> place = Cursor.read(query.question(), query.cursor(), 2);
        return new Hit((int) Cursor.number(place.getLast()), (int) Cursor.number(place.getFirst()));
    }

    private static String cursor(SearchQuery query, Hit last) {
        return Cursor.write(
                query.question(),
                List.of(String.valueOf(last.score()), String.valueOf(last.node())));
    }
}
