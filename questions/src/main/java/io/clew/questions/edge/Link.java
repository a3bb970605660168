package io.clew.questions.edge;

import io.clew.model.answer.Edge;

/**
 * Shows an edge with the numbers of its ends.
 *
 * @param from the effect's number
 * @param to the cause's number
 */
public record Link(int from, int to, Edge edge) {}
