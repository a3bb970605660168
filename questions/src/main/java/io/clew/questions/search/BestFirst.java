package io.clew.questions.search;

import io.clew.model.Attributes;
import io.clew.store.Db;
import io.clew.store.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives all that have every word; the best match comes first. */
record BestFirst(List<Hit> sorted) implements Candidates {

    static BestFirst of(Db db, int workspaceId, SearchQuery query) {
        Filters filters = new Filters(query, workspaceId);
        StringBuilder anyWord = new StringBuilder();
        for (int i = 0; i < query.words().size(); i++) {
            anyWord.append(i == 0 ? "" : " OR ").append("t.term LIKE :word").append(i);
            anyWord.append(" ESCAPE '!'");
        }
        String sql =
                "SELECT t.node_id, t.name, t.term FROM term t JOIN node n ON n.id = t.node_id WHERE"
                        + " t.workspace_id = :workspace AND (t.name IN (:names) OR (t.name >="
                        + " :tags_from AND t.name < :tags_to)) AND ("
                        + anyWord
                        + ")"
                        + filters.sql();
        Query found =
                filters.bind(db, db.sql(sql))
                        .bindAll("names", Score.NAMES)
                        .bind("tags_from", Attributes.TAG)
                        .bind("tags_to", Attributes.TAG.replace('.', '/'));
        for (int i = 0; i < query.words().size(); i++) {
            found.bind("word" + i, "%" + escaped(query.words().get(i)) + "%");
        }
        Map<Integer, Score> scores = new HashMap<>();
        found.each(
                row ->
                        scores.computeIfAbsent(
                                        (int) row.integer("node_id"),
                                        node -> new Score(query.words()))
                                .add(row.text("name"), row.text("term")));
        return new BestFirst(
                scores.entrySet().stream()
                        .filter(entry -> entry.getValue().hasAll())
                        .map(entry -> new Hit(entry.getKey(), entry.getValue().total()))
                        .sorted(Hit.BEST_FIRST)
                        .toList());
    }

    private static String escaped(String word) {
        return word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    @Override
    public List<Hit> after(@Nullable Hit after, int limit) {
        return sorted.stream()
                .filter(hit -> after == null || Hit.BEST_FIRST.compare(hit, after) > 0)
                .limit(limit)
                .toList();
    }
}
