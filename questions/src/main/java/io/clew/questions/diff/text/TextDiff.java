package io.clew.questions.diff.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares texts line by line. */
public final class TextDiff {

    /** Lines of context around what differs, as most tools show. */
    private static final int CONTEXT = 3;

    /** Most lines of a text that is compared: the work grows with the square of what differs. */
    private static final int LINES_MAX = 5000;

    private TextDiff() {}

    /** Returns what differs in unified form, without file names; null when a text is missing. */
    public static @Nullable String unified(@Nullable String before, @Nullable String after) {
        if (before == null && after == null) {
            return null;
        }
        List<String> one = lines(before);
        List<String> other = lines(after);
        if (one.size() > LINES_MAX || other.size() > LINES_MAX) {
            return "@@ texts of %d and %d lines are too long to be compared @@"
                    .formatted(one.size(), other.size());
        }
        Patch<String> patch = DiffUtils.diff(one, other);
        List<String> all =
                UnifiedDiffUtils.generateUnifiedDiff("before", "after", one, patch, CONTEXT);
        return all.size() <= 2 ? "" : String.join("\n", all.subList(2, all.size())) + "\n";
    }

    private static List<String> lines(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : text.lines().toList();
    }
}
