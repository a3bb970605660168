package io.clew.graph.traversal;

/**
 * Says where a question's budget cut it, so that its further pages are cut at the same place.
 *
 * @param steps how many steps were taken
 * @param part what was used up
 */
public record Cut(long steps, Budget.Part part) {}
