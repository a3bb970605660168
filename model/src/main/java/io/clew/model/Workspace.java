package io.clew.model;

import java.util.regex.Pattern;

/**
 * Names the workspace that everything belongs to.
 *
 * @param name its name on the wire; {@code default} unless said otherwise
 */
public record Workspace(String name) {
    /** The workspace of a client that names none. */
    public static final Workspace DEFAULT = new Workspace("default");

    /** Says to people what a name is; as a name of DNS, so that it fits into addresses. */
    public static final String NAME_FORM =
            "up to 63 lower-case letters, digits and hyphens, not beginning with a hyphen";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Says whether a text may name a workspace; none of that name need be there. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
