package io.clew.model.answer;

import io.clew.model.Direction;
import io.clew.model.Urn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a thing came from, what came of it, or both; one page of it.
 *
 * @param of the node asked about, the first of the first page's nodes
 * @param verdict of the whole answer, whatever the page
 * @param nodes breadth first, each distance sorted by URN
 * @param edges each on the page of its later end
 * @param next the cursor of the next page; null on the last
 */
public record LineageAnswer(
        Urn of,
        Direction direction,
        Verdict verdict,
        List<Node> nodes,
        List<Edge> edges,
        @Nullable String next) {}
