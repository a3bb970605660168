package io.clew.model;

/**
 * Says who asks: every question takes one, so that access control is never fitted in later.
 *
 * @param agent who asks
 * @param workspace the workspace asked in; a viewer may see all of it for now
 */
public record Viewer(Urn agent, Workspace workspace) {
    /** The one viewer there is until access control: sees all of a workspace. */
    public static Viewer ofAll(Workspace workspace) {
        return new Viewer(Asserter.CLEW.agent(), workspace);
    }
}
