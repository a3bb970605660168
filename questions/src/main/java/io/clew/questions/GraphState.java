package io.clew.questions;

/**
 * Sums up the graph that a server holds in memory, to be compared with another's or with the log.
 *
 * @param position the log position that it has come to
 * @param nodes how many nodes there are
 * @param edges how many edges were ever told
 * @param digest SHA-256 in hex of all it holds up to that position
 */
public record GraphState(long position, int nodes, int edges, String digest) {}
