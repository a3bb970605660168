package io.clew.model;

/**
 * Names the workspace that everything belongs to.
 *
 * @param name its name on the wire; {@code default} unless said otherwise
 */
public record Workspace(String name) {
    /** The workspace of a client that names none. */
    public static final Workspace DEFAULT = new Workspace("default");
}
