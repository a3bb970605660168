package io.clew.model.answer;

import java.util.List;

/**
 * Answers how two things hang together.
 *
 * @param paths ways from effect to cause, shortest first, each its edges in order; empty when there
 *     is none
 * @param verdict of all that was searched
 */
public record PathAnswer(List<List<Edge>> paths, Verdict verdict) {}
