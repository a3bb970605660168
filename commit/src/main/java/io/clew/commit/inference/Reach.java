package io.clew.commit.inference;

import io.clew.commit.inference.Rule.News;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows which keys of the rule's tables hold what concerns a dataset: its id under each of its
 * names, and the negative of its id for what is said of its partitions.
 *
 * <p>A write to a partition is a new state of its table, and a state of the table holds each of its
 * partitions: a run that used the table may have used a version of a partition, and one that used a
 * partition a version of the table; never one of another partition. That something is a partition
 * is said by the name under which it was used or written, not by its other names.
 */
final class Reach {

    /** Datasets of which it is remembered whether they are partitions. */
    private static final int REMEMBERED_MAX = 20_000;

    private final SameNames names;

    /** The id of the table that a dataset is a partition of, by the dataset's; 0 for none. */
    private final Map<Integer, Integer> tables = new HashMap<>();

    private @Nullable Boolean noPartitions;

    Reach(SameNames names) {
        this.names = names;
    }

    /** Forgets what was read: the database may have changed. */
    void forget() {
        noPartitions = null;
        tables.clear();
    }

    /** Returns the keys under which a fact about a dataset is kept. */
    List<Integer> kept(News news, Urn dataset) {
        int id = news.nodeId(dataset);
        int table = table(news, dataset, id);
        if (table == 0) {
            return List.of(id);
        }
        noPartitions = false;
        return List.of(id, -table);
    }

    /** Returns the keys of the versions that a run which used a dataset may have used. */
    List<Integer> versions(News news, Urn used) {
        List<Integer> same = withPartitions(news, names.of(news, news.nodeId(used)));
        List<Integer> table = ofTable(news, used);
        if (table.isEmpty()) {
            return same;
        }
        List<Integer> keys = new ArrayList<>(same);
        keys.addAll(table);
        return keys;
    }

    /** Returns the keys of some names and of their partitions. */
    List<Integer> withPartitions(News news, List<Integer> same) {
        if (noPartitions == null) {
            noPartitions =
                    isNone(news, "SELECT 1 FROM completed_version WHERE dataset_id < 0 LIMIT 1")
                            && isNone(
                                    news, "SELECT 1 FROM dataset_use WHERE dataset_id < 0 LIMIT 1");
        }
        if (noPartitions) {
            return same;
        }
        List<Integer> keys = new ArrayList<>(same);
        partitions(same).forEach(keys::add);
        return keys;
    }

    private static boolean isNone(News news, String sql) {
        return news.db().sql(sql).first(row -> true).isEmpty();
    }

    /** Returns the keys of what is said of the partitions of some names. */
    static List<Integer> partitions(List<Integer> same) {
        return same.stream().map(id -> -id).toList();
    }

    /** Returns the names of the table that a dataset is a partition of; none when it is none. */
    List<Integer> ofTable(News news, Urn dataset) {
        int table = table(news, dataset, news.nodeId(dataset));
        return table == 0 ? List.of() : names.of(news, table);
    }

    private int table(News news, Urn dataset, int id) {
        Integer known = tables.get(id);
        if (known == null) {
            if (tables.size() >= REMEMBERED_MAX) {
                tables.clear();
            }
            known = PartOfTable.of(dataset).map(part -> news.nodeId(part.table().urn())).orElse(0);
            tables.put(id, known);
        }
        return known;
    }
}
