package io.clew.identity.dataset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows partitions by their paths: {@code table/key=value/…}, as Hive, Spark and Delta lay tables
 * out. A partition is another dataset than its table, and a part of it.
 */
public final class Partitions {

    /** A table's path, one or more {@code key=value} folders, and perhaps a file in the last. */
    private static final Pattern PATH =
            Pattern.compile(
                    "(?<table>.*[^/])/(?<tail>[A-Za-z_][\\w.-]{0,127}=[^/]*"
                            + "(?:/[A-Za-z_][\\w.-]{0,127}=[^/]*)*+(?:/[^/]+)?)",
                    Pattern.DOTALL);

    private Partitions() {}

    /**
     * Names a part of a table by the path.
     *
     * @param tail the path from the table on, such as {@code dt=2024-01-01/part-0.parquet}
     */
    public record Partition(DatasetName table, String tail) {}

    /** Returns the table that a path lies in as a partition; empty for any other dataset. */
    public static Optional<Partition> of(DatasetName dataset) {
        if (dataset.name().indexOf('=') < 0 || !Places.isPath(dataset)) {
            return Optional.empty();
        }
        Matcher path = PATH.matcher(dataset.name());
        if (!path.matches()) {
            return Optional.empty();
        }
        // The first folder of the form begins the partition: what is before it names the table.
        String table = path.group("table");
        String tail = path.group("tail");
        for (Matcher outer = PATH.matcher(table); outer.matches(); outer = PATH.matcher(table)) {
            tail = outer.group("tail") + "/" + tail;
            table = outer.group("table");
        }
        return Optional.of(new Partition(new DatasetName(dataset.namespace(), table), tail));
    }
}
