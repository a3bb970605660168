package io.clew.intake;

import io.clew.store.Db;
import io.clew.store.RowBatches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes the marks of what harvests have brought. */
final class SeenRows {
    private SeenRows() {}

    private static final int NAMES_IN_SQL = 500;

    /** Returns the marks of those names that have one. */
    static Map<String, String> marks(Db db, long id, List<String> names) {
        Map<String, String> marks = new HashMap<>();
        for (int from = 0; from < names.size(); from += NAMES_IN_SQL) {
            db.sql(
                            "SELECT what, mark FROM harvest_seen WHERE harvest_id = :id AND what IN"
                                    + " (:names)")
                    .bind("id", id)
                    .bindAll(
                            "names",
                            names.subList(from, Math.min(names.size(), from + NAMES_IN_SQL)))
                    .each(row -> marks.put(row.text("what"), row.text("mark")));
        }
        return marks;
    }

    static void put(Db db, long id, Map<String, String> marks) {
        List<List<?>> rows = new ArrayList<>(marks.size());
        new LinkedHashMap<>(marks).forEach((what, mark) -> rows.add(List.of(id, what, mark)));
        RowBatches.each(
                rows,
                batch ->
                        db.sql(
                                        "INSERT INTO harvest_seen (harvest_id, what, mark) VALUES"
                                                + " :rows ON CONFLICT (harvest_id, what) DO UPDATE"
                                                + " SET mark = excluded.mark")
                                .bindRows("rows", batch)
                                .update());
    }

    /** Returns names between two, the first excluded, of what is not gone. */
    static List<String> names(Db db, long id, String after, String before, int limit) {
        return db.sql(
                        "SELECT what FROM harvest_seen WHERE harvest_id = :id AND what > :after AND"
                                + " what < :before AND mark <> '' ORDER BY what LIMIT :limit")
                .bind("id", id)
                .bind("after", after)
                .bind("before", before)
                .bind("limit", limit)
                .list(row -> row.text("what"));
    }
}
