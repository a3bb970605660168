package io.clew.protocol.openlineage.marquez.wire;

/**
 * Chooses a part of a list as Marquez does.
 *
 * @param limit most elements, 0 to {@link #LIMIT_MAX}
 * @param offset elements left out before them
 */
public record Page(int limit, int offset) {
    /** Most elements of one page: what one answer can be asked to gather; further ones page. */
    public static final int LIMIT_MAX = 10_000;

    /** How many elements a page has when the client does not say. */
    public static final int LIMIT_DEFAULT = 100;
}
