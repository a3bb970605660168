package io.clew.cli.ask;

import java.util.ArrayList;
import java.util.List;

/** Lays rows of text out in aligned columns; the last column is as long as it likes. */
final class Table {

    /** Widest a column but the last gets before it is cut with an ellipsis. */
    private static final int COLUMN_WIDTH_MAX = 60;

    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    void show(Screen screen) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = Math.min(row.get(i).length(), COLUMN_WIDTH_MAX);
                if (i == widths.size()) {
                    widths.add(width);
                } else if (width > widths.get(i)) {
                    widths.set(i, width);
                }
            }
        }
        for (List<String> row : rows) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                boolean last = i == row.size() - 1;
                String cell = last ? row.get(i) : cut(row.get(i));
                out.append(cell);
                if (!last) {
                    out.append(" ".repeat(widths.get(i) - cell.length() + 2));
                }
            }
            screen.line(out.toString().stripTrailing());
        }
    }

    private static String cut(String text) {
        return text.length() <= COLUMN_WIDTH_MAX
                ? text
                : text.substring(0, COLUMN_WIDTH_MAX - 1) + "…";
    }
}
