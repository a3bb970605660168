package io.clew.questions.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a page of what was found.
 *
 * @param next the cursor of the next page; null on the last
 */
public record SearchPage(List<SearchResult> results, @Nullable String next) {}
