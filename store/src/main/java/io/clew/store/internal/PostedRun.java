package io.clew.store.internal;

import io.clew.store.RowBatches;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs posted statements so that the rows of one insert go together, whichever groups they are of:
 * a statement of 64 rows costs little more than one of a few.
 *
 * <p>The order is kept within a table; inserts into different tables may change places, which makes
 * no difference to rows that name all their values.
 */
final class PostedRun {

    private final JdbcDb db;
    private final Map<String, Gathered> byTable = new LinkedHashMap<>();

    /** Rows for one insert. */
    private record Gathered(NamedSql insert, List<List<? extends @Nullable Object>> rows) {}

    PostedRun(JdbcDb db) {
        this.db = db;
    }

    /** Takes a statement, which is run at {@link #end} at the latest. */
    void add(Posted posted) throws SQLException {
        switch (posted) {
            case Posted.Statement(String text, List<? extends @Nullable Object> values) -> {
                end();
                db.run(text, values);
            }
            case Posted.Rows(NamedSql insert, var rows) -> {
                String table = table(insert);
                Gathered before = byTable.get(table);
                if (before != null && !before.insert().text().equals(insert.text())) {
                    end();
                }
                byTable.computeIfAbsent(table, t -> new Gathered(insert, new ArrayList<>()))
                        .rows()
                        .addAll(rows);
            }
        }
    }

    /** Runs what was taken and has not run. */
    void end() throws SQLException {
        for (Gathered gathered : byTable.values()) {
            for (List<List<? extends @Nullable Object>> batch : RowBatches.of(gathered.rows())) {
                List<@Nullable Object> values = new ArrayList<>();
                batch.forEach(values::addAll);
                db.run(gathered.insert().ofRows(batch.size(), batch.getFirst().size()), values);
            }
        }
        byTable.clear();
    }

    private static String table(NamedSql insert) {
        String text = insert.text();
        String into = "INSERT INTO ";
        if (!text.startsWith(into)) {
            throw new IllegalArgumentException("rows are posted by INSERT INTO alone: " + text);
        }
        return text.substring(into.length(), text.indexOf(' ', into.length()));
    }
}
