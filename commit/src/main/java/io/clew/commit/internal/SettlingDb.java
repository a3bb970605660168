package io.clew.commit.internal;

import io.clew.store.Db;
import io.clew.store.Dialect;
import io.clew.store.Query;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A write's transaction, in which rows that wait are laid down before a statement about their table
 * is made: it is to be run at once, before further facts are added.
 */
record SettlingDb(Db db, WaitingRows waiting) implements Db {

    private static final Pattern NAME = Pattern.compile("(?<![:\\w])[a-z_]+\\b");

    /** Texts remembered: our program has some hundred. */
    private static final int REMEMBERED_MAX = 4_096;

    /** What may be names of tables that a statement is about. */
    private static final ConcurrentHashMap<String, Set<String>> ABOUT = new ConcurrentHashMap<>();

    @Override
    public Query sql(String sql) {
        if (ABOUT.size() >= REMEMBERED_MAX) {
            ABOUT.clear();
        }
        waiting.insert(db, ABOUT.computeIfAbsent(sql, SettlingDb::about));
        return db.sql(sql);
    }

    private static Set<String> about(String sql) {
        return NAME.matcher(sql).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Override
    public Dialect dialect() {
        return db.dialect();
    }
}
