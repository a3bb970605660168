package io.clew.questions.diff.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import io.clew.questions.diff.compare.Difference.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the texts of one answer line by line, within bounds; for one thread. */
public final class TextDiffs {

    /** Lines of context around what differs, as most tools show. */
    private static final int CONTEXT = 3;

    /** Most lines of a text that is compared: the work may grow with their square. */
    private static final int LINES_MAX = 3000;

    /** Most lines of all texts of an answer. */
    private static final int ALL_LINES_MAX = 30_000;

    private final Map<Texts, String> known = new HashMap<>();
    private int lines;

    /** Returns what differs in unified form, without file names. */
    public String of(Texts texts) {
        String compared = known.get(texts);
        if (compared == null) {
            compared = compare(lines(texts.before()), lines(texts.after()));
            known.put(texts, compared);
        }
        return compared;
    }

    private String compare(List<String> before, List<String> after) {
        lines += before.size() + after.size();
        if (before.size() > LINES_MAX || after.size() > LINES_MAX || lines > ALL_LINES_MAX) {
            return "@@ not compared: the texts have %d and %d lines, too many for one answer @@\n"
                    .formatted(before.size(), after.size());
        }
        Patch<String> patch = DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>());
        List<String> all =
                UnifiedDiffUtils.generateUnifiedDiff("before", "after", before, patch, CONTEXT);
        return all.size() <= 2 ? "" : String.join("\n", all.subList(2, all.size())) + "\n";
    }

    private static List<String> lines(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : text.lines().toList();
    }
}
