package io.clew.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the tables of {@code docs/identity.md}, so that the page and the tests cannot differ. */
public final class MarkdownTables {
    private static final Path PAGE = Path.of("..", "docs", "identity.md");

    private MarkdownTables() {}

    /**
     * Returns the rows of the table below a heading.
     *
     * @param heading the heading's text, without its number signs
     * @return cells as they are written, code marks taken off; never empty
     */
    public static List<List<String>> rows(String heading) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : lines()) {
            if (line.startsWith("#")) {
                inside = line.replaceFirst("^#+ ", "").equals(heading);
            } else if (inside && line.startsWith("|")) {
                rows.add(cells(line));
            }
        }
        if (rows.size() < 3) {
            throw new IllegalStateException("no table below the heading " + heading);
        }
        return rows.subList(2, rows.size());
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        String inner = line.strip();
        inner = inner.substring(1, inner.length() - 1);
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(MarkdownTables::cell).toList();
    }

    private static String cell(String cell) {
        String text = cell.strip().replace("\\|", "|");
        boolean doubled = text.startsWith("`` ") && text.endsWith(" ``");
        boolean code = text.length() > 1 && text.startsWith("`") && text.endsWith("`");
        return doubled
                ? text.substring(3, text.length() - 3)
                : code ? text.substring(1, text.length() - 1) : text;
    }
}
