package io.clew.model.answer;

import java.util.List;

/**
 * Answers the six questions about a node; what nothing says is there as missing.
 *
 * @param verdict how whole the lineage behind the answers is
 */
public record Explanation(
        List<ExplainItem> who,
        List<ExplainItem> what,
        List<ExplainItem> when,
        List<ExplainItem> where,
        List<ExplainItem> why,
        List<ExplainItem> how,
        Verdict verdict) {}
