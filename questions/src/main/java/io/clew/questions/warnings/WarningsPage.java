package io.clew.questions.warnings;

import io.clew.model.Urn;
import io.clew.model.answer.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows what went wrong upstream of a thing, newest first.
 *
 * @param verdict how whole the lineage is that was looked through
 * @param next the cursor of the next page; null on the last
 */
public record WarningsPage(
        Urn of, List<Warning> warnings, Verdict verdict, @Nullable String next) {}
