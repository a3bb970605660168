package io.clew.protocol.mlflow;

import java.util.Arrays;
import java.util.List;

/** Reads the tables that tests are written as: a line a case, columns between bars. */
public final class Table {
    private Table() {}

    /** Returns the stripped columns of each line; one that ends early has empty ones. */
    public static List<List<String>> rows(int columns, String table) {
        return table.lines()
                .filter(line -> !line.isBlank())
                .map(
                        line ->
                                Arrays.stream(Arrays.copyOf(line.split("\\|"), columns))
                                        .map(cell -> cell == null ? "" : cell.strip())
                                        .toList())
                .toList();
    }
}
