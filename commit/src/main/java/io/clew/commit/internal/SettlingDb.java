package io.clew.commit.internal;

import io.clew.store.Db;
import io.clew.store.Dialect;
import io.clew.store.Query;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A write's transaction, in which rows that wait are laid down before a statement about them is
 * made: it is to be run at once, before further facts are added.
 */
record SettlingDb(Db db, WaitingRows waiting) implements Db {

    private static final Pattern WAITING =
            Pattern.compile("(?<!:)\\b(node|edge_fact|attribute_fact|term)\\b");

    /** Whether a statement is about tables whose rows wait; as many as our program has texts. */
    private static final ConcurrentHashMap<String, Boolean> IS_ABOUT = new ConcurrentHashMap<>();

    @Override
    public Query sql(String sql) {
        if (IS_ABOUT.computeIfAbsent(sql, text -> WAITING.matcher(text).find())) {
            waiting.insert(db);
        }
        return db.sql(sql);
    }

    @Override
    public Dialect dialect() {
        return db.dialect();
    }
}
