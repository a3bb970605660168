package io.clew.server.check;

/**
 * Tells what a running server holds in memory, as its call {@code /server/graph} says.
 *
 * @param server its address, for people
 * @param position the log position that its graph has come to
 * @param digest SHA-256 in hex of the graph there
 */
public record LiveGraph(String server, long position, String digest) {}
